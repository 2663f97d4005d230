using GitProto.Storage;

namespace GitProto.Client;

/// <summary>What a fetch brought.</summary>
/// <param name="RemoteRefs">The refs of the server, as far as they were asked for.</param>
/// <param name="Refs">What became of the refs here; empty without refspecs.</param>
/// <param name="Pack">What came; null if everything was here already.</param>
/// <param name="Ignored">Names of the server that are not legal, and were passed over.</param>
public sealed record FetchResult(
    IReadOnlyList<RemoteRef> RemoteRefs, IReadOnlyList<FetchedRef> Refs, ReceivedPack? Pack, IReadOnlyList<ByteString> Ignored)
{
    /// <summary>True if every ref was written as asked.</summary>
    public bool Succeeded => Refs.All(found => found.Status is not (FetchedRefStatus.Refused or FetchedRefStatus.Aborted));
}
