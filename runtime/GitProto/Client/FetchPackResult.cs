namespace GitProto.Client;

/// <summary>What came with a pack.</summary>
/// <param name="Refs">The refs of the server.</param>
/// <param name="Wants">What was asked for.</param>
/// <param name="Size">The length of the pack in bytes; 0 if nothing was wanted, and no pack came.</param>
/// <param name="Shallows">Commits that join the shallow boundary.</param>
/// <param name="Unshallows">Commits that leave it.</param>
public sealed record FetchPackResult(
    IReadOnlyList<RemoteRef> Refs, IReadOnlyList<ObjectId> Wants, long Size, IReadOnlyList<ObjectId> Shallows, IReadOnlyList<ObjectId> Unshallows);
