namespace GitProto.Storage;

/// <summary>Lets a thin pack take its bases from a store.</summary>
internal sealed class StoreBases(IObjectStore store, long maxSize) : IBaseObjects
{
    public GitObject? TryRead(in ObjectId id) => store.TryRead(id, maxSize);
}
