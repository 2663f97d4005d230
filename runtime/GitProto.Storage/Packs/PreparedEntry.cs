namespace GitProto.Storage;

/// <summary>An entry that was made before the pack is written.</summary>
/// <param name="BasePlace">Of a delta: the place of its base in the pack; -1 if the receiver has it.</param>
/// <param name="BaseId">Of a delta: its base.</param>
/// <param name="Type">The type of the entry; a delta is <see cref="PackEntryType.RefDelta"/>.</param>
/// <param name="Size">What inflates from it, in bytes.</param>
/// <param name="Stream">Its zlib stream; null if it was not kept and has to be made again.</param>
internal sealed record PreparedEntry(int BasePlace, ObjectId BaseId, PackEntryType Type, long Size, byte[]? Stream)
{
    /// <summary>True if it is a delta.</summary>
    public bool IsDelta => Type == PackEntryType.RefDelta;
}
