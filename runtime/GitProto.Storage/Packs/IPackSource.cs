namespace GitProto.Storage;

/// <summary>Where a <see cref="PackWriter"/> gets objects from. Safe for use by many threads at once, as stores are: deltas are looked for by several.</summary>
public interface IPackSource : IBaseObjects
{
    /// <summary>Finds an object that lies in a pack, so that its entry can be copied unopened.</summary>
    /// <returns>False if it lies in no pack; it is then read with <see cref="IBaseObjects.TryRead"/>.</returns>
    bool TryGetStored(in ObjectId id, out StoredEntry entry);

    /// <summary>Finds kind and size of an object, if it can be without reading it whole.</summary>
    /// <returns>False if it is not here.</returns>
    bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        var found = TryRead(id);
        (type, size) = (found?.Type ?? ObjectType.None, found?.Size ?? 0);
        return found is not null;
    }
}
