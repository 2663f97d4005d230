namespace GitProto.Storage;

/// <summary>What becomes of <c>packed-refs</c>: refs that go, and refs that are set, in the order of their names.</summary>
internal sealed class PackedChanges
{
    private readonly HashSet<ByteString> replaced = [];
    private readonly SortedDictionary<ByteString, ObjectId> set = [];

    /// <summary>True if nothing changes.</summary>
    public bool IsEmpty => replaced.Count == 0;

    /// <summary>What is set, sorted by name.</summary>
    public IReadOnlyDictionary<ByteString, ObjectId> Set => set;

    /// <summary>Adds what was prepared.</summary>
    public void Add(PreparedRef item)
    {
        replaced.Add(item.Name.Bytes);
        if (item.Update.Target is { } target)
            set[item.Name.Bytes] = target;
    }

    /// <summary>True if a ref does not keep the line that it has.</summary>
    public bool Replaces(ByteString name) => replaced.Contains(name);
}
