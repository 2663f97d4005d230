using GitProto.Conformance.Peers.Containers;

namespace GitProto.Conformance.Peers;

/// <summary>All peers that the suite knows.</summary>
public sealed class PeerBook : IAsyncDisposable
{
    private readonly ContainerPeers containers;

    private PeerBook(ContainerPeers containers) => (this.containers, All) = (containers,
    [
        new(PeerNames.Self, TransportKind.Git, new SelfClient(), new SelfServer(), _ => Task.FromResult<string?>(null)),
        new(PeerNames.LocalGit, TransportKind.Git, new LocalGitClient(PeerNames.LocalGit), new LocalGitDaemon(PeerNames.LocalGit), MissingGitAsync),
        .. containers.All,
    ]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Peer> All { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => [.. All.Select(peer => peer.Name)];

    /// <summary>Finds them.</summary>
    /// <param name="directory">The directory in which the suite works.</param>
    /// <param name="say">Is told of what takes long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PeerBook> LoadAsync(string directory, Action<string> say, CancellationToken cancellationToken) =>
        new(await ContainerPeers.FindAsync(directory, say, cancellationToken));

    /// <summary>Ends what serves several runs of a peer, such as containers.</summary>
    public ValueTask DisposeAsync() => containers.DisposeAsync();

    private static async Task<string?> MissingGitAsync(CancellationToken cancellationToken)
    {
        try
        {
            var daemon = await Programs.RunAsync(new ProgramCall("git", "daemon", "--no-such-option"), cancellationToken);
            return daemon.Error.Contains("is not a git command", StringComparison.Ordinal) ? "the installed git has no daemon" : null;
        }
        catch (ConformanceException e)
        {
            return e.Message;
        }
    }
}
