namespace GitProto.Storage;

/// <summary>What the header of a pack entry says, and what follows for the object.</summary>
internal struct LaidEntry
{
    /// <summary>Length of what inflates from it: the object, or the delta.</summary>
    public long Size;

    /// <summary>The position of its base; -1 if it is no delta.</summary>
    public int Base;

    /// <summary>Length of the header in bytes.</summary>
    public byte HeaderLength;

    /// <summary>As the pack has it.</summary>
    public PackEntryType Type;

    /// <summary>The type of the object.</summary>
    public ObjectType ObjectType;
}
