using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GitProto.Client;

namespace GitProto.Transports;

/// <summary>How a client talks HTTP.</summary>
public sealed record GitHttpClientOptions
{
    /// <summary>The defaults: no proxy, no credentials but those of the URL, redirects of the first request alone.</summary>
    public static GitHttpClientOptions Default { get; } = new();

    /// <summary>
    /// A client of the caller's, who keeps it and answers for its settings: it must not follow redirects, add credentials of its own or undo compression. Null, the default: one
    /// of this library with none of these, which uses neither the proxy nor the cookies of the system. A server that answers before it has read a large request is heard
    /// only by the library's own.
    /// </summary>
    public HttpClient? Client { get; init; }

    /// <summary>Bytes of a request that are held in memory to be sent with their length. A larger one goes in chunks, after a probe. Default 1 MiB, as git's <c>http.postBuffer</c>.</summary>
    public int PostBuffer { get; init; } = 1 << 20;

    /// <summary>Sends requests of a fetch of more than 1,024 bytes in gzip. Default true.</summary>
    public bool CompressRequests { get; init; } = true;

    /// <summary>Which redirects are followed. Default those of the first request.</summary>
    public RedirectPolicy Redirects { get; init; } = RedirectPolicy.Initial;

    /// <summary>Redirects in a row. Default 20.</summary>
    public int MaxRedirects { get; init; } = 20;

    /// <summary>Is told of each redirect that is followed.</summary>
    public Action<HttpRedirect>? Redirected { get; init; }

    /// <summary>How often a request is sent again that a server put off with 429. Default once.</summary>
    public int MaxRetries { get; init; } = 1;

    /// <summary>The longest time that a server may put a request off; if it wants more, that is the end. Default one minute.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Headers for every request to the first server, and to no other. Neither name nor value may hold a control character.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Who is asked for credentials when a server demands them. Null, the default: nobody; user and password of the URL are used anyhow.</summary>
    public ICredentialHelper? Credentials { get; init; }

    /// <summary>
    /// Is told of an error of <see cref="Credentials"/> at hearing whether they were good. It has no other effect: the server has decided already. Null, the default: nobody is told.
    /// </summary>
    public Action<Exception>? CredentialsNotKept { get; init; }

    /// <summary>
    /// The URL of a proxy for the library's own client: <c>http</c>, <c>https</c>, <c>socks4</c>, <c>socks4a</c> or <c>socks5</c>, perhaps with user and password. Null, the default:
    /// none, whatever the environment says.
    /// </summary>
    public string? Proxy { get; init; }

    /// <summary>Roots that are trusted in place of those of the system, for the library's own client. Empty, the default: the system's.</summary>
    public X509Certificate2Collection TrustedRoots { get; init; } = [];

    /// <summary>
    /// Decides on a certificate of a server that is not trusted; it is given the origin, such as <c>https://git.example:8443</c>, the certificate and what is wrong. Null, the default: it is
    /// refused. For the library's own client.
    /// </summary>
    public Func<string, X509Certificate2, SslPolicyErrors, bool>? AcceptCertificate { get; init; }
}
