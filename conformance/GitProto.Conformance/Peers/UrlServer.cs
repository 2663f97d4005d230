using System.Net;
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
        var running = new RunningServer(Address(), root: null);
        await running.LookAsync(repositories, repositories.Names, cancellationToken);
        return running.WhyNot(Needed) is { } wrong ? throw new ConformanceException($"{Escape.ForDisplay(url)} has no {Needed} as repositories.sh makes it: {wrong}") : running;
    }

    private DaemonAddress Address()
    {
        try
        {
            var parsed = GitUrl.Parse($"{url.TrimEnd('/')}/{Needed}");
            return parsed.Kind == GitUrlKind.Git ? new DaemonAddress(new DnsEndPoint(parsed.Host, parsed.EffectivePort), parsed.Path.ToString().TrimStart('/')[..^Needed.Length])
                : throw new ConformanceException($"'{Escape.ForDisplay(url)}' cannot be judged: only git:// can.");
        }
        catch (GitProtoException e)
        {
            throw new ConformanceException($"'{Escape.ForDisplay(url)}' is no URL of a server: {e.Message}", e);
        }
    }
}
