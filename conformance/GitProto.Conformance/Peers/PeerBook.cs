using GitProto.Conformance.Peers.Containers;
using GitProto.Conformance.Peers.Declared;
using GitProto.Conformance.Peers.Ssh;
using GitProto.Conformance.Peers.Stdio;

namespace GitProto.Conformance.Peers;

/// <summary>All peers that the suite knows.</summary>
public sealed class PeerBook : IAsyncDisposable
{
    private readonly ContainerPeers containers;

    private PeerBook(ContainerPeers containers, IEnumerable<Peer> others) => (this.containers, All) = (containers,
    [
        .. Enum.GetValues<TransportKind>().Select(Self),
        LocalGit(TransportKind.Git, new LocalGitDaemon(PeerNames.LocalGit), MissingGitAsync),
        LocalGit(TransportKind.Http, null, _ => Task.FromResult<string?>(null)),
        LocalGit(TransportKind.Ssh, GitPrograms(TransportKind.Ssh, (name, directory, stop) => LocalSshd.StartAsync(name, directory, null, stop)), _ => Task.FromResult(LocalSshd.Missing)),
        LocalGit(TransportKind.Stdio, GitPrograms(TransportKind.Stdio, StdioPrograms.OfGitAsync), _ => Task.FromResult(StdioPrograms.Missing)),
        .. others,
        .. containers.All,
    ]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Peer> All { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => [.. All.Select(peer => peer.Name)];

    /// <summary>Finds them.</summary>
    /// <param name="directory">The directory in which the suite works.</param>
    /// <param name="server">The URL of a server besides; null for none.</param>
    /// <param name="ssh">The command line of the ssh that reaches it; null for the usual one.</param>
    /// <param name="client">The command of a client besides; null for none.</param>
    /// <param name="say">Is told of what takes long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">The file of peers, or the command of the client, says nothing clear.</exception>
    public static async Task<PeerBook> LoadAsync(string directory, string? server, string? ssh, string? client, Action<string> say, CancellationToken cancellationToken)
    {
        var built = Path.Join(directory, "built");
        List<Peer> others =
        [
            .. server is null ? Array.Empty<Peer>() : [UrlServer.Peer(server, ssh)],
            .. client is null ? Array.Empty<Peer>() : DriverClient.Peers(client),
            .. PeersFile.Read(PeersFile.Own).Select(declaration => DeclaredPeer.Of(declaration, built)),
        ];
        return new PeerBook(await ContainerPeers.FindAsync(directory, say, cancellationToken), others);
    }

    /// <summary>Ends what serves several runs of a peer, such as containers.</summary>
    public ValueTask DisposeAsync() => containers.DisposeAsync();

    private static Peer Self(TransportKind transport) =>
        new(PeerNames.Over(PeerNames.Self, transport), transport, new SelfClient(), new SelfServer(transport), _ => Task.FromResult(SelfServer.Missing(transport))) { Family = PeerNames.Self };

    private static Peer LocalGit(TransportKind transport, IServerPeer? server, Func<CancellationToken, Task<string?>> missing) =>
        new(PeerNames.Over(PeerNames.LocalGit, transport), transport, new LocalGitClient(PeerNames.Over(PeerNames.LocalGit, transport)), server, missing) { Family = PeerNames.LocalGit, VersionAsync = GitVersionAsync };

    private static LocalGitPrograms GitPrograms(TransportKind transport, Func<string, string, CancellationToken, Task<RunningServer>> start) => new(PeerNames.Over(PeerNames.LocalGit, transport), start);

    private static async Task<string?> GitVersionAsync(CancellationToken cancellationToken) =>
        (await Programs.RunAsync(new ProgramCall("git", "--version"), cancellationToken)).Output.Trim().Split(' ').FirstOrDefault(word => char.IsAsciiDigit(word[0]));

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
