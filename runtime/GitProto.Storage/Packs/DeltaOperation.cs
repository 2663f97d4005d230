namespace GitProto.Storage;

/// <summary>One step of a delta.</summary>
/// <param name="IsCopy">Whether it copies from the base, or inserts bytes of the delta.</param>
/// <param name="Offset">Where the bytes begin in the base or in the delta.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct DeltaOperation(bool IsCopy, long Offset, int Length);
