namespace GitProto.Storage;

/// <summary>One ref that a set of refspecs matched.</summary>
/// <param name="Source">Its name where it comes from.</param>
/// <param name="Destination">Its name where it goes; null if it is only read.</param>
/// <param name="Force">Whether it may move to anything.</param>
public sealed record RefMapping(RefName Source, RefName? Destination, bool Force);
