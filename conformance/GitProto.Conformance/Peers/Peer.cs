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
    /// <summary>What all versions of it are called where it stands what is known of them.</summary>
    public string Family { get; init; } = Name;

    /// <summary>The options that choose it on the command line.</summary>
    public string Selector { get; init; } = $"--peer {Name}";

    /// <summary>Says which version it is; null if it has none.</summary>
    public Func<CancellationToken, Task<string?>> VersionAsync { get; init; } = _ => Task.FromResult<string?>(null);

    /// <summary>Makes it ready, once, before it is judged; throws <see cref="ConformanceException"/> where that fails.</summary>
    public Func<CancellationToken, Task> PrepareAsync { get; init; } = _ => Task.CompletedTask;

    /// <summary>Each of its sides with ours.</summary>
    public IEnumerable<Pairing> Pairings()
    {
        if (Server is not null)
            yield return new Pairing(Name, Direction.Server, new SelfClient(), Server) { Selector = Selector };
        if (Client is not null)
            yield return new Pairing(Name, Direction.Client, Client, new SelfServer(Transport)) { Selector = Selector };
    }
}
