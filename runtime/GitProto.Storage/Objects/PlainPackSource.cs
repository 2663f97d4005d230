namespace GitProto.Storage;

/// <summary>A source without packs.</summary>
internal sealed class PlainPackSource(IObjectStore store) : IPackSource
{
    public GitObject? TryRead(in ObjectId id) => store.TryRead(id);

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size) => store.TryReadHeader(id, out type, out size);

    public bool TryGetStored(in ObjectId id, out StoredEntry entry)
    {
        entry = default;
        return false;
    }
}
