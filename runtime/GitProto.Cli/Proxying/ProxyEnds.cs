using System.Net;
using GitProto.Protocol;

namespace GitProto.Cli.Proxying;

/// <summary>Where a proxy listens, and what it stands in front of.</summary>
/// <param name="Address">The address to listen on.</param>
/// <param name="Port">The port; 0 for any free one.</param>
/// <param name="Upstream">The server.</param>
internal sealed record ProxyEnds(IPAddress Address, int Port, Uri Upstream)
{
    /// <summary>True for git://, false for HTTP.</summary>
    public bool IsGit => Upstream.Scheme == Git;

    /// <summary>The port of the server.</summary>
    public int UpstreamPort => Upstream.IsDefaultPort || Upstream.Port < 0 ? GitTransport.Port : Upstream.Port;

    private static string Git { get; } = new Uri(GitTransport.Url("host", "")).Scheme;

    /// <summary>What is wrong with the two options; null if nothing is.</summary>
    public static string? Problem(string listen, string upstream)
    {
        if (!Uri.TryCreate(upstream, UriKind.Absolute, out var server) || server.Host.Length == 0 || !(server.Scheme == Git || IsWeb(server)))
            return $"--upstream: '{Escape.ForDisplay(upstream)}' is no URL of git://, http:// or https://";
        if (server.UserInfo.Length > 0 || server.Query.Length > 0 || server.Fragment.Length > 0)
            return "--upstream: no user, query or fragment is taken there; clients say who they are themselves";
        if (server.Scheme == Git && server.AbsolutePath.Trim('/').Length > 0)
            return $"--upstream: a path cannot be put in front of those of git://, as '{Escape.ForDisplay(server.AbsolutePath)}' would be";
        if (listen.Length == 0)
            return null;
        if (!Uri.TryCreate(listen, UriKind.Absolute, out var own) || !IPAddress.TryParse(own.DnsSafeHost, out _) || own.PathAndQuery.Trim('/').Length > 0)
            return $"--listen: '{Escape.ForDisplay(listen)}' is no scheme, address and port, such as git://127.0.0.1:0; names are not supported";
        if (own.Scheme != (server.Scheme == Git ? Git : Uri.UriSchemeHttp))
            return $"--listen: {own.Scheme}:// cannot stand in front of {server.Scheme}://";
        return null;
    }

    /// <summary>Reads the two options. Without the first it is any free port of the loopback interface.</summary>
    public static ProxyEnds Of(string listen, string upstream)
    {
        var server = new Uri(upstream);
        if (listen.Length == 0)
            return new ProxyEnds(IPAddress.Loopback, 0, server);
        var own = new Uri(listen);
        return new ProxyEnds(IPAddress.Parse(own.DnsSafeHost), own.Scheme == Git && own.Port < 0 ? GitTransport.Port : own.Port, server);
    }

    /// <summary>What the URLs of the repositories begin with.</summary>
    public static Uri BaseUrl(IPEndPoint listening) => new(GitTransport.Url(new IPEndPoint(listening.Address, 0).ToString()[..^2], "", listening.Port));

    private static bool IsWeb(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;
}
