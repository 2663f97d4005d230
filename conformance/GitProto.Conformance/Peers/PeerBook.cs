namespace GitProto.Conformance.Peers;

/// <summary>All peers that the suite knows.</summary>
public sealed class PeerBook
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<Peer> All { get; } =
    [
        new(PeerNames.Self, new SelfClient(), new SelfServer(), _ => Task.FromResult<string?>(null)),
        new(PeerNames.LocalGit, new LocalGitClient(PeerNames.LocalGit), new LocalGitDaemon(PeerNames.LocalGit), MissingGitAsync),
    ];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => [.. All.Select(peer => peer.Name)];

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
