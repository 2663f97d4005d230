using GitProto.Conformance.Peers;
using GitProto.Conformance.Repositories;
using GitProto.Conformance.Wire;

namespace GitProto.Conformance.Cases;

/// <summary>What a case is played on: two sides, the repositories, a directory, and the wire between the sides.</summary>
/// <param name="Judged">Which side is the peer.</param>
/// <param name="Client">The client.</param>
/// <param name="Server">The server, which is running.</param>
/// <param name="Repositories">The repositories that the server serves, as they were made, and the seeds.</param>
/// <param name="Directory">An empty directory of this run.</param>
/// <param name="Wire">What passed.</param>
public sealed record Bench(Direction Judged, IClientPeer Client, RunningServer Server, RepositorySet Repositories, string Directory, WireLog Wire)
{
    private int places;

    /// <summary>A path for a repository of the client.</summary>
    public string Place(string name) => Path.Join(Directory, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}-{++places}.git"));

    /// <summary>Opens a relay to the server that keeps what passes.</summary>
    public IRelay Relay() => Server.Address.Relay(Wire);
}
