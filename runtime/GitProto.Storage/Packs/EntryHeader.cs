namespace GitProto.Storage;

/// <summary>The header of a pack entry.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Size">Length of what inflates from it: the object, or the delta.</param>
/// <param name="Offset">Where the entry begins in the pack.</param>
/// <param name="Length">Length of the header in bytes; the zlib stream follows.</param>
/// <param name="BaseOffset">Of an OFS delta: where its base begins.</param>
/// <param name="BaseId">Of a REF delta: the id of its base.</param>
internal readonly record struct EntryHeader(PackEntryType Type, long Size, long Offset, int Length, long BaseOffset, ObjectId BaseId)
{
    /// <summary>Where the zlib stream begins.</summary>
    public long DataOffset => Offset + Length;
}
