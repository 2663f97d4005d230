namespace GitProto.Storage;

/// <summary>How far the work on a pack is.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="Done">Objects finished in this phase.</param>
/// <param name="Total">Objects in this phase, if known.</param>
/// <param name="Bytes">Bytes read or written so far, for the phases that move bytes.</param>
public readonly record struct PackProgress(PackPhase Phase, long Done, long? Total, long Bytes = 0);
