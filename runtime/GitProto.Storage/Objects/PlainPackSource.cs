namespace GitProto.Storage;

/// <summary>A source without packs.</summary>
internal sealed class PlainPackSource(IObjectStore store) : IPackSource
{
    public GitObject? TryRead(in ObjectId id) => store.TryRead(id);

    public bool TryGetStored(in ObjectId id, out StoredEntry entry)
    {
        entry = default;
        return false;
    }
}
