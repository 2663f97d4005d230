namespace GitProto.Storage;

/// <summary>The entries of a tree, read in place.</summary>
/// <param name="format">The hash of the ids inside.</param>
/// <param name="content">The bytes of the tree.</param>
public readonly ref struct TreeView(ObjectFormat format, ReadOnlySpan<byte> content)
{
    private readonly ReadOnlySpan<byte> content = content;

    /// <summary>Walks the entries in their stored order.</summary>
    public TreeEnumerator GetEnumerator() => new(format, content);

    /// <summary>Finds an entry by name.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out TreeEntry found)
    {
        foreach (var entry in this)
        {
            if (!entry.Name.SequenceEqual(name))
                continue;
            found = entry;
            return true;
        }
        found = default;
        return false;
    }
}
