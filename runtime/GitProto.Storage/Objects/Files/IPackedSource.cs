namespace GitProto.Storage;

/// <summary>A pack, or several that are asked as one.</summary>
internal interface IPackedSource : IObjectSource
{
    /// <summary>Gives an object's entry as it lies in its pack; false if it is not here.</summary>
    bool TryGetStored(in ObjectId id, out StoredEntry entry);
}
