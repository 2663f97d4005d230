using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Running;

/// <summary>A client and a server, one of which is judged.</summary>
/// <param name="Peer">The name of the judged.</param>
/// <param name="Side">Which side it is.</param>
/// <param name="Client">The client.</param>
/// <param name="Server">The server.</param>
public sealed record Pairing(string Peer, Direction Side, IClientPeer Client, IServerPeer Server);
