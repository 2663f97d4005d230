using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Running;

/// <summary>A client and a server, one of which is judged, or both where neither is ours.</summary>
/// <param name="Peer">The name of the judged.</param>
/// <param name="Side">Which side it is.</param>
/// <param name="Client">The client.</param>
/// <param name="Server">The server.</param>
public sealed record Pairing(string Peer, Direction Side, IClientPeer Client, IServerPeer Server)
{
    /// <summary>The options that choose the peer on the command line.</summary>
    public string Selector { get; init; } = $"--peer {Peer}";
}
