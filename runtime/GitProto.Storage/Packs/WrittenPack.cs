namespace GitProto.Storage;

/// <summary>What a <see cref="PackWriter"/> wrote.</summary>
/// <param name="Checksum">The hash at the end of the pack.</param>
/// <param name="ObjectCount">Number of objects.</param>
/// <param name="DeltaCount">How many of them are deltas.</param>
/// <param name="ReusedCount">How many were copied unopened from packs.</param>
/// <param name="Size">Length of the pack in bytes.</param>
public sealed record WrittenPack(ObjectId Checksum, long ObjectCount, long DeltaCount, long ReusedCount, long Size)
{
    /// <summary>How many of the deltas were copied unopened; the others are new.</summary>
    public long ReusedDeltaCount { get; init; }
}
