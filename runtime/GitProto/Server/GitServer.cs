using System.IO.Pipelines;
using System.Net;
using GitProto.Protocol;
using GitProto.Transports;
using Microsoft.Extensions.Logging;

namespace GitProto.Server;

/// <summary>Serves repositories to git:// clients: on a TCP port, or on any connection.</summary>
public sealed partial class GitServer : IAsyncDisposable
{
    private static readonly Func<ILogger, EndPoint, IDisposable?> Scope = LoggerMessage.DefineScope<EndPoint>("[{Peer}]");
    private readonly GitTcpServer listener;

    private GitServer(GitTcpServer listener) => this.listener = listener;

    /// <summary>The port it listens on.</summary>
    public int Port => listener.Port;

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => listener.EndPoint;

    /// <summary>What the URLs of the repositories begin with, such as <c>git://127.0.0.1:9418/</c>.</summary>
    public Uri BaseUrl => new UriBuilder(UrlSchemes.Of(GitUrlKind.Git), Host(EndPoint.Address), Port, "/").Uri;

    /// <summary>Clients being served now.</summary>
    public int ConnectionCount => listener.ConnectionCount;

    /// <summary>Starts to listen.</summary>
    /// <param name="resolver">Finds the repositories.</param>
    /// <param name="options">How clients are served; null for the defaults.</param>
    /// <param name="listen">Where to listen; null for any free port of the loopback interface.</param>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public static GitServer Start(IRepositoryResolver resolver, GitServerOptions? options = null, GitTcpServerOptions? listen = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        listen ??= GitTcpServerOptions.Default;
        var log = (options ?? GitServerOptions.Default).Logger;
        var onError = listen.OnError;
        listen = listen with
        {
            OnError = (error, peer) =>
            {
                if (peer is null)
                    LogNotAccepted(log, Escape.ForDisplay(error.Message));
                onError?.Invoke(error, peer);
            },
        };
        return new GitServer(GitTcpServer.Start(async (connection, stopping) =>
        {
            try
            {
                await ServeAsync(connection, null, resolver, options, connection.RemoteEndPoint, stopping).ConfigureAwait(false);
            }
            catch (GitProtoException e)
            {
                // The client was told; the connection ends in the orderly way, so that it can read it.
                onError?.Invoke(e, connection.RemoteEndPoint);
            }
        }, listen));
    }

    /// <summary>Serves one git:// client, beginning with the packet in which it names its service.</summary>
    /// <param name="pipe">The client.</param>
    /// <param name="service">The only service it may have; null for any that is built in.</param>
    /// <param name="resolver">Finds the repositories.</param>
    /// <param name="options">How clients are served; null for the defaults.</param>
    /// <param name="peer">The address of the client, if known.</param>
    /// <param name="cancellationToken">Ends the service at once.</param>
    /// <exception cref="GitProtoException">The client broke a rule or asked for what it may not have; it was told so.</exception>
    /// <exception cref="IOException">The client is gone, or said nothing for too long.</exception>
    public static async Task ServeAsync(
        IDuplexPipe pipe, GitService? service, IRepositoryResolver resolver, GitServerOptions? options = null, EndPoint? peer = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(resolver);
        options ??= GitServerOptions.Default;
        using var scope = PeerScope(options.Logger, peer);
        await ServerSession.RunAsync(pipe, options, stateless: false, async (session, lastWords) =>
        {
            var door = new FrontDoor(session, service, resolver, options, peer);
            using var admitted = await ServiceWatch.AdmitAsync(options, () => door.AdmitAsync(cancellationToken)).ConfigureAwait(false);
            await ServeAsync(session, admitted, options, lastWords, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Takes no new client and waits for those that are being served.</summary>
    /// <param name="cancellationToken">Ends the wait: what is still being served is cut off.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => listener.StopAsync(cancellationToken);

    /// <summary>Stops at once.</summary>
    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private static Task ServeAsync(WireSession session, Admission admitted, GitServerOptions options, LastWords lastWords, CancellationToken cancellationToken)
    {
        var (served, service, version) = admitted;
        return service switch
        {
            GitService.ReceivePack => ReceivePackServer.RunAsync(
                session, served.Repository, new ReceivePackRequest { Version = version, Hides = served.Hides }, options, lastWords, cancellationToken),
            GitService.UploadArchive => UploadArchiveServer.RunAsync(
                session, served.Repository, new UploadArchiveRequest { Hides = served.Hides }, options, lastWords, cancellationToken),
            _ => UploadPackServer.RunAsync(session, served.Repository, new UploadPackRequest { Version = version, Hides = served.Hides }, options, lastWords, cancellationToken),
        };
    }

    private static IDisposable? PeerScope(ILogger logger, EndPoint? peer) => peer is null ? null : Scope(logger, peer);

    [LoggerMessage(8, LogLevel.Warning, "A connection cannot be accepted: {Reason}")]
    private static partial void LogNotAccepted(ILogger logger, string reason);

    private static string Host(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? "localhost" : address.ToString();
}
