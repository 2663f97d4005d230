using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Peers;

/// <summary>An implementation: a client, a server, or both.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Transport">What carries conversations between it and ours.</param>
/// <param name="Client">Its client; null if it has none.</param>
/// <param name="Server">Its server; null if it has none.</param>
/// <param name="MissingAsync">Says why it cannot be had here; null if it can.</param>
public sealed record Peer(string Name, TransportKind Transport, IClientPeer? Client, IServerPeer? Server, Func<CancellationToken, Task<string?>> MissingAsync)
{
    /// <summary>Each of its sides with ours.</summary>
    public IEnumerable<Pairing> Pairings()
    {
        if (Server is not null)
            yield return new Pairing(Name, Direction.Server, new SelfClient(), Server);
        if (Client is not null)
            yield return new Pairing(Name, Direction.Client, Client, new SelfServer(Transport));
    }
}
