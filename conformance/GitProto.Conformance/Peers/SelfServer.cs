using GitProto.Conformance.Peers.Http;
using GitProto.Conformance.Peers.Ssh;
using GitProto.Conformance.Peers.Stdio;
using GitProto.Conformance.Repositories;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Conformance.Peers;

/// <summary>The server of this library: in this process, or as the tool behind an sshd or over pipes.</summary>
internal sealed class SelfServer(TransportKind transport = TransportKind.Git) : IServerPeer
{
    public string Name => PeerNames.Over(PeerNames.Self, transport);

    /// <summary>Says why it cannot be had over a transport; null if it can.</summary>
    public static string? Missing(TransportKind transport) => transport switch
    {
        TransportKind.Ssh => SelfShell.Missing,
        TransportKind.Stdio => SelfShell.NoTool ?? StdioPrograms.Missing,
        _ => null,
    };

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        return await StartAsync(transport, directory, null, null, cancellationToken);
    }

    /// <summary>Starts it over a directory.</summary>
    /// <param name="transport">What carries its conversations.</param>
    /// <param name="directory">What it serves.</param>
    /// <param name="observer">Is told of its packets, where it is in this process.</param>
    /// <param name="timeouts">How patient it is, where it is in this process; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<RunningServer> StartAsync(TransportKind transport, string directory, IPacketObserver? observer, GitTimeouts? timeouts, CancellationToken cancellationToken) => transport switch
    {
        TransportKind.Git => Task.FromResult(Listen(directory, Options(observer, timeouts))),
        TransportKind.Http => SelfWeb.StartAsync(directory, Options(observer, timeouts), cancellationToken),
        TransportKind.Stdio => StdioPrograms.OfToolAsync(directory, cancellationToken),
        _ => SelfShell.StartAsync(directory, cancellationToken),
    };

    private static RunningServer Listen(string directory, GitServerOptions options)
    {
        var server = GitServer.Start(new DirectoryResolver(directory, path => FileRepository.TryOpen(path)), options);
        return new RunningServer(new DaemonAddress(server.EndPoint), directory, server.DisposeAsync);
    }

    private static GitServerOptions Options(IPacketObserver? observer, GitTimeouts? timeouts) => new()
    {
        AllowReceivePack = true,
        ReceivePack = new ReceivePackRules { UseRepositoryConfig = true, PushOptions = true },
        UploadPack = new UploadPackOptions { AllowFilter = true, AllowRefInWant = true, AllowSidebandAll = true, AllowObjectInfo = true, StrictHaves = true },
        InformativeErrors = true,
        Timeouts = timeouts ?? GitTimeouts.Default,
        InitTimeout = timeouts?.Idle ?? GitServerOptions.Default.InitTimeout,
        Observer = observer,
    };
}
