namespace GitProto.Storage;

/// <summary>A pack received into memory.</summary>
/// <param name="Pack">Reads its objects.</param>
/// <param name="Summary">What came.</param>
public sealed record MemoryPack(PackFile Pack, ReceivedPack Summary);
