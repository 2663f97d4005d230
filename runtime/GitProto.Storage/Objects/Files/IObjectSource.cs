namespace GitProto.Storage;

/// <summary>One place objects are in: a pack, or the loose ones of a directory.</summary>
internal interface IObjectSource
{
    /// <summary>True if the object is here.</summary>
    bool Contains(in ObjectId id);

    /// <summary>Finds kind and size.</summary>
    bool TryReadHeader(in ObjectId id, out ObjectType type, out long size);

    /// <summary>Reads an object; null if it is not here.</summary>
    GitObject? TryRead(in ObjectId id, long maxSize);
}
