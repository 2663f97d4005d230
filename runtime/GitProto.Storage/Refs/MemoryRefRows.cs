namespace GitProto.Storage;

/// <summary>A state of all refs, and the states that follow from it.</summary>
internal sealed class MemoryRefRows(RefTable table) : IRefRows
{
    /// <summary>The state with what was set.</summary>
    public RefTable Table { get; private set; } = table;

    public RefValue? Find(RefName name) => Table.Find(name);

    public IEnumerable<RefName> Names(ByteString prefix) => Table.Names(prefix);

    public void Set(RefName name, RefValue? value) => Table = Table.With(name, value);
}
