namespace GitProto.Storage;

/// <summary>Where a <see cref="PackWriter"/> gets objects from. Called by one thread at a time.</summary>
public interface IPackSource : IBaseObjects
{
    /// <summary>Finds an object that lies in a pack, so that its entry can be copied unopened.</summary>
    /// <returns>False if it lies in no pack; it is then read with <see cref="IBaseObjects.TryRead"/>.</returns>
    bool TryGetStored(in ObjectId id, out StoredEntry entry);
}
