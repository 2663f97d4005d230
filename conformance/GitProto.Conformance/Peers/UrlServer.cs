using System.Net;
using System.Net.Sockets;
using GitProto.Conformance.Repositories;
using GitProto.Transports;

namespace GitProto.Conformance.Peers;

/// <summary>A server of git:// that runs somewhere, with the repositories of <c>repositories.sh</c> below a path.</summary>
/// <param name="url">Where.</param>
internal sealed class UrlServer(string url) : IServerPeer
{
    private const string Needed = "basic.git";

    public string Name => PeerNames.Server;

    /// <summary>The peer.</summary>
    public static Peer Peer(string url) => new(PeerNames.Server, TransportKind.Git, null, new UrlServer(url), _ => Task.FromResult<string?>(null)) { Selector = $"--server {url}" };

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        var running = await FindAsync(cancellationToken);
        await running.LookAsync(repositories, repositories.Names, cancellationToken);
        return running.WhyNot(Needed) is { } wrong ? throw new ConformanceException($"{Escape.ForDisplay(url)} has no {Needed} as repositories.sh makes it: {wrong}") : running;
    }

    private async Task<RunningServer> FindAsync(CancellationToken cancellationToken)
    {
        GitUrl parsed;
        try
        {
            parsed = GitUrl.Parse($"{url.TrimEnd('/')}/{Needed}");
        }
        catch (GitProtoException e)
        {
            throw new ConformanceException($"'{Escape.ForDisplay(url)}' is no URL of a server: {e.Message}", e);
        }
        if (parsed.Kind != GitUrlKind.Git)
            throw new ConformanceException($"'{Escape.ForDisplay(url)}' cannot be judged: only git:// can.");
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(parsed.Host, cancellationToken);
            return new RunningServer(new DaemonAddress(new IPEndPoint(addresses[0], parsed.EffectivePort), parsed.Path.ToString().TrimStart('/')[..^Needed.Length]), root: null);
        }
        catch (SocketException e)
        {
            throw new ConformanceException($"The host of '{Escape.ForDisplay(url)}' is not known: {e.Message}", e);
        }
    }
}
