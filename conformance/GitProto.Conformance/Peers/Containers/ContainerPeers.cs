namespace GitProto.Conformance.Peers.Containers;

/// <summary>The gits of several Debian releases, each in its containers.</summary>
internal sealed class ContainerPeers : IAsyncDisposable
{
    private readonly IContainerEngine engine;
    private readonly ContainerRun run;
    private readonly List<PeerImage> images = [];

    private ContainerPeers(IContainerEngine engine) => (this.engine, run) = (engine, new ContainerRun(engine));

    /// <summary>All of them.</summary>
    public IReadOnlyList<Peer> All { get; private set; } = [];

    /// <summary>Finds out what they are called: by the images that are there, or by what the releases are known to have.</summary>
    /// <param name="directory">The directory in which the suite works; clients see it under the same path.</param>
    /// <param name="say">Is told of what takes long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ContainerPeers> FindAsync(string directory, Action<string> say, CancellationToken cancellationToken)
    {
        var peers = new ContainerPeers(new DockerEngine());
        var missing = await peers.engine.MissingAsync(cancellationToken);
        var all = new List<Peer>();
        foreach (var release in DebianRelease.All)
        {
            var image = new PeerImage(peers.engine, peers.run, release, say);
            peers.images.Add(image);
            var version = (missing is null ? await image.VersionAsync(cancellationToken) : null) ?? release.Git;
            all.AddRange(Enum.GetValues<TransportKind>().Where(transport => transport != TransportKind.Stdio).Select(transport => peers.Of(image, release, version, transport, directory, missing)));
        }
        peers.All = all;
        return peers;
    }

    public async ValueTask DisposeAsync()
    {
        await run.DisposeAsync();
        images.ForEach(image => image.Dispose());
        engine.Dispose();
    }

    private Peer Of(PeerImage image, DebianRelease release, string version, TransportKind transport, string directory, string? missing)
    {
        var name = PeerNames.Over(PeerNames.Git(version), transport);
        return new Peer(name, transport, new ContainerClient(name, image.Name, engine, run, directory), new ContainerServer(name, transport, image.Name, engine, run), MissingAsync)
        {
            Family = PeerNames.LocalGit,
            VersionAsync = _ => Task.FromResult<string?>(version),
        };

        async Task<string?> MissingAsync(CancellationToken cancellationToken)
        {
            if (missing is not null)
                return missing;
            try
            {
                var found = await image.EnsureAsync(cancellationToken);
                return found == version ? null : $"Debian {release.Suite} has git {found} by now: it is the peer '{PeerNames.Over(PeerNames.Git(found), transport)}' from the next run on";
            }
            catch (ConformanceException e)
            {
                return e.Message;
            }
        }
    }
}
