using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace GitProto.Transports;

/// <summary>
/// The HTTP stack of one origin. Every default of the framework that could surprise is set here: no redirects, no cookies, no credentials of the system or of the proxy, no
/// proxy of the environment, no undoing of compression. A client of the caller's is used as it is.
/// </summary>
internal sealed class HttpStack : IDisposable
{
    private readonly HttpClient? given;
    private readonly HttpMessageInvoker? plain;
    private readonly HttpMessageInvoker? watched;

    public HttpStack(HttpOrigin origin, GitHttpClientOptions options, AddressPolicy? addresses, TimeSpan connect)
    {
        if (addresses is not null && (options.Client is not null || options.Proxy is not null))
            throw new PolicyException($"The URL of {origin} is refused: {(options.Proxy is null ? "an HTTP client of the caller's" : "a proxy")} finds the address by itself, and only some are taken ({nameof(GitUrlOptions)}.{nameof(GitUrlOptions.Addresses)}).");
        given = options.Client;
        if (given is not null)
            return;
        plain = new HttpMessageInvoker(Handler(origin, options, addresses, connect));
        // What is watched while it is written must not be read by anybody else: such a connection is used once.
        var once = Handler(origin, options, addresses, connect);
        once.PooledConnectionLifetime = TimeSpan.Zero;
        once.PlaintextStreamFilter = static (context, _) => new ValueTask<Stream>(new EarlyAnswerStream(context.PlaintextStream, EarlyAnswer.Of(context.InitialRequestMessage)));
        watched = new HttpMessageInvoker(once);
    }

    /// <summary>Sends a request and waits for the head of the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isLarge">True if the server may well answer before it has read the body.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isLarge, CancellationToken cancellationToken) => given is not null
        ? given.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : (isLarge ? watched! : plain!).SendAsync(request, cancellationToken);

    public void Dispose()
    {
        plain?.Dispose();
        watched?.Dispose();
    }

    private static SocketsHttpHandler Handler(HttpOrigin origin, GitHttpClientOptions options, AddressPolicy? addresses, TimeSpan connect)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            Credentials = null,
            DefaultProxyCredentials = null,
            PreAuthenticate = false,
            UseProxy = options.Proxy is not null,
            Proxy = HttpProxy.Of(options.Proxy),
            ConnectTimeout = connect,
            ActivityHeadersPropagator = null,
        };
        if (addresses is not null)
            handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(addresses, context.DnsEndPoint, cancellationToken);
        if (options.TrustedRoots.Count > 0)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(options.TrustedRoots);
        }
        if (options.AcceptCertificate is { } accept)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, wrong) =>
                wrong == System.Net.Security.SslPolicyErrors.None || (certificate is X509Certificate2 shown && accept(origin.ToString(), shown, wrong));
        }
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(AddressPolicy addresses, DnsEndPoint target, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await addresses.ConnectAsync(socket, target.Host, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
