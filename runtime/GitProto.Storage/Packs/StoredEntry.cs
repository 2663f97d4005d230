namespace GitProto.Storage;

/// <summary>An entry of a pack as it lies there, to be copied unopened.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Offset">Where the entry begins.</param>
/// <param name="HeaderLength">Length of its header; the zlib stream follows.</param>
/// <param name="DataLength">Length of the zlib stream, in bytes.</param>
/// <param name="Type">Its type.</param>
/// <param name="Size">Length of what inflates from it: the object, or the delta.</param>
/// <param name="BaseId">Of a delta of either kind: the id of its base, which is in the same pack.</param>
/// <param name="Crc">CRC-32 of header and stream; null if the index has none.</param>
public readonly record struct StoredEntry(
    PackFile Pack, long Offset, int HeaderLength, long DataLength, PackEntryType Type, long Size, ObjectId BaseId, uint? Crc)
{
    /// <summary>Where the zlib stream begins.</summary>
    public long DataOffset => Offset + HeaderLength;
}
