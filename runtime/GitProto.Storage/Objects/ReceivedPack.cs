namespace GitProto.Storage;

/// <summary>What came with a pack.</summary>
/// <param name="Checksum">The trailer of the pack as stored: the hash of all bytes before it, which is its name.</param>
/// <param name="ObjectCount">How many objects the peer sent.</param>
/// <param name="CompletedCount">How many bases were added from the store to complete a thin pack.</param>
/// <param name="Size">Bytes that came from the peer, header and trailer included.</param>
public sealed record ReceivedPack(ObjectId Checksum, long ObjectCount, long CompletedCount, long Size);
