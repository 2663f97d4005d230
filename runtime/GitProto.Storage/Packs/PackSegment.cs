namespace GitProto.Storage;

/// <summary>A part of a pack, parsed apart from the others.</summary>
/// <param name="Start">Where its first entry begins; -1 if none was found.</param>
/// <param name="End">Where the entry behind its last begins.</param>
/// <param name="Table">Its entries.</param>
/// <param name="BaseOffsets">Where the bases of its OFS deltas begin, in their order.</param>
/// <param name="InflatedSize">Size of its objects, in bytes.</param>
internal sealed record PackSegment(long Start, long End, PackTable Table, IReadOnlyList<long> BaseOffsets, long InflatedSize)
{
    /// <summary>One in which no entry begins.</summary>
    public static PackSegment Empty { get; } = new(-1, -1, new PackTable(), [], 0);
}
