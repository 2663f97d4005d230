using System.Net;
using GitProto.Conformance.Peers.Http;
using GitProto.Conformance.Peers.Ssh;
using GitProto.Conformance.Repositories;
using GitProto.Transports;

namespace GitProto.Conformance.Peers;

/// <summary>A server that runs somewhere, with the repositories of <c>repositories.sh</c> below a path.</summary>
/// <param name="url">Where.</param>
/// <param name="ssh">The command line of the ssh that reaches it.</param>
internal sealed class UrlServer(string url, string ssh) : IServerPeer
{
    /// <summary>The ssh that is run unless another is named: it asks nobody for anything.</summary>
    public const string PlainSsh = "ssh -o BatchMode=yes";

    private const string Needed = "basic.git";

    public string Name => PeerNames.Server;

    private TransportKind Transport => Kind() switch
    {
        GitUrlKind.Http or GitUrlKind.Https => TransportKind.Http,
        GitUrlKind.Ssh => TransportKind.Ssh,
        _ => TransportKind.Git,
    };

    /// <summary>The peer.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="ssh">The command line of the ssh that reaches it; null for <see cref="PlainSsh"/>.</param>
    public static Peer Peer(string url, string? ssh)
    {
        var server = new UrlServer(url, ssh ?? PlainSsh);
        return new(PeerNames.Server, server.Transport, null, server, _ => Task.FromResult<string?>(null)) { Selector = ssh is null ? $"--server {url}" : $"--server {url} --ssh \"{ssh}\"" };
    }

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        var running = new RunningServer(Address(), root: null);
        await running.LookAsync(repositories, repositories.Names, cancellationToken);
        return running.WhyNot(Needed) is { } wrong ? throw new ConformanceException($"{Escape.ForDisplay(url)} has no {Needed} as repositories.sh makes it: {wrong}") : running;
    }

    private ServerAddress Address()
    {
        GitUrl parsed;
        try
        {
            parsed = Parsed();
        }
        catch (GitProtoException e)
        {
            throw new ConformanceException($"'{Escape.ForDisplay(url)}' is no URL of a server: {e.Message}", e);
        }
        return parsed.Kind switch
        {
            GitUrlKind.Git => new DaemonAddress(new DnsEndPoint(parsed.Host, parsed.EffectivePort), parsed.Path.ToString().TrimStart('/')[..^Needed.Length]),
            GitUrlKind.Http or GitUrlKind.Https => new WebAddress(new Uri(Below(""))),
            GitUrlKind.Ssh => new RemoteSshAddress(Below(""), ssh),
            _ => throw new ConformanceException($"'{Escape.ForDisplay(url)}' cannot be judged: only servers of git://, http://, https:// and ssh can."),
        };
    }

    private GitUrlKind? Kind()
    {
        try
        {
            return Parsed().Kind;
        }
        catch (GitProtoException)
        {
            // It is told where the server is to be reached.
            return null;
        }
    }

    private GitUrl Parsed() => GitUrl.Parse(Below(Needed));

    private string Below(string repository) => $"{url.TrimEnd('/')}/{repository}";
}
