namespace GitProto.Storage;

/// <summary>What is known of an entry while a pack is indexed.</summary>
internal struct PackEntry
{
    /// <summary>Where it begins in the pack.</summary>
    public long Offset;

    /// <summary>Size of the object, in bytes; of a delta the size it promises.</summary>
    public long Size;

    /// <summary>The object's id; of an unresolved REF delta its base's.</summary>
    public ObjectId Id;

    /// <summary>CRC-32 of header and zlib stream.</summary>
    public uint Crc;

    /// <summary>Index of its base's entry; -1 if it has none or it is not known yet.</summary>
    public int Base;

    /// <summary>As the pack has it.</summary>
    public PackEntryType Type;

    /// <summary>Type of the object, once it is known.</summary>
    public ObjectType ObjectType;

    /// <summary>Whether <see cref="Id"/> and <see cref="ObjectType"/> are those of the object.</summary>
    public readonly bool IsResolved => ObjectType != ObjectType.None;
}
