namespace GitProto.Storage;

/// <summary>One place objects are in: a pack, or the loose ones of a directory.</summary>
internal interface IObjectSource
{
    /// <summary>True if the object is here.</summary>
    bool Contains(in ObjectId id);

    /// <summary>Finds kind and size.</summary>
    bool TryReadHeader(in ObjectId id, out ObjectType type, out long size);

    /// <summary>Hex digits that an id shares with the id of another object here, at most.</summary>
    int SharedDigits(in ObjectId id);

    /// <summary>Reads an object; null if it is not here.</summary>
    GitObject? TryRead(in ObjectId id, long maxSize);

    /// <summary>Opens an object of so many bytes or more, to be read in pieces; null if it is not here, is smaller, or has to be put together in memory.</summary>
    ObjectContent? TryOpenLarge(in ObjectId id, long from);
}
