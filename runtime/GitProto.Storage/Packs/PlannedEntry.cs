namespace GitProto.Storage;

/// <summary>Where an object lies whose stored entry goes into a pack that is written.</summary>
internal struct PlannedEntry
{
    /// <summary>Where the entry begins.</summary>
    public long Offset;

    /// <summary>Length of its zlib stream.</summary>
    public long DataLength;

    /// <summary>Length of what inflates from it.</summary>
    public long Size;

    /// <summary>The place of its base in the pack that is written; -1 for none.</summary>
    public int BasePlace;

    /// <summary>CRC-32 of header and stream.</summary>
    public uint Crc;

    /// <summary>The number of the pack, from 1 on; 0 if nothing stored is used.</summary>
    public int Pack;

    /// <summary>Length of its header.</summary>
    public byte HeaderLength;

    /// <summary>Its type.</summary>
    public PackEntryType Type;

    /// <summary>Whether there is a CRC.</summary>
    public bool HasCrc;
}
