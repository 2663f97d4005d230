using System.Net;
using GitProto.Conformance.Repositories;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Conformance.Peers;

/// <summary>The server of this library, in this process.</summary>
internal sealed class SelfServer(IPacketObserver? observer = null) : IServerPeer
{
    public string Name => PeerNames.Self;

    public Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        return Task.FromResult<RunningServer>(Start(directory, observer));
    }

    /// <summary>Starts it over a directory.</summary>
    public static RunningDaemon Start(string directory, IPacketObserver? observer, GitTimeouts? timeouts = null) => new Running(directory, GitServer.Start(
        new DirectoryResolver(directory, path => FileRepository.TryOpen(path)),
        new GitServerOptions
        {
            AllowReceivePack = true,
            ReceivePack = new ReceivePackRules { UseRepositoryConfig = true, PushOptions = true },
            UploadPack = new UploadPackOptions { AllowFilter = true, AllowRefInWant = true, AllowSidebandAll = true, AllowObjectInfo = true },
            InformativeErrors = true,
            Timeouts = timeouts ?? GitTimeouts.Default,
            InitTimeout = timeouts?.Idle ?? GitServerOptions.Default.InitTimeout,
            Observer = observer,
        }));

    private sealed class Running(string directory, GitServer server) : RunningDaemon
    {
        public override EndPoint EndPoint => server.EndPoint;

        public override string? Root => directory;

        public override ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
