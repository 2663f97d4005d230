using System.Net;
using System.Security.Authentication;
using GitProto.Client;

namespace GitProto.Transports;

/// <summary>Says in our words what went wrong below HTTP.</summary>
internal static class HttpFaults
{
    /// <summary>Sends, and translates what fails.</summary>
    public static async Task<HttpResponseMessage> TranslateAsync(
        Func<Task<HttpResponseMessage>> send, GitUrl place, GitClientOptions options, CancellationToken cancellationToken)
    {
        var target = HttpOrigin.Of(place).ToString();
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested && e.InnerException is TimeoutException)
        {
            // The bounds of a client of the caller's are its own, and its text names the one that ran out.
            if (options.Http.Client is not null)
                throw new IOException($"Timed out: no answer of {target} in the time that {nameof(GitHttpClientOptions)}.{nameof(GitHttpClientOptions.Client)} allows: {Escape.ForDisplay(e.Message)}", e.InnerException);
            throw new GitTimeoutException(nameof(GitTimeouts.Connect), options.Timeouts.Connect, $"no connection to {target}", null);
        }
        catch (HttpRequestException e)
        {
            throw Of(e, target);
        }
    }

    private static Exception Of(HttpRequestException e, string target)
    {
        // Our own errors pass through the stack of the framework in its wrapping, as that of a body that could not be read from its source.
        var inner = e.InnerException;
        if (inner is GitProtoException or GitTimeoutException)
            return inner;
        var why = Escape.ForDisplay(Innermost(e).Message);
        return e.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => new IOException($"No secure connection to {target}: {why}", inner as AuthenticationException ?? (Exception)e),
            HttpRequestError.ProxyTunnelError when e.StatusCode == HttpStatusCode.ProxyAuthenticationRequired =>
                new AuthenticationFailedException($"The proxy does not let us through to {target}: it asks for credentials that it was not given, or does not take them.", e),
            HttpRequestError.ProxyTunnelError => new IOException($"The proxy does not let us through to {target}: {why}", e),
            HttpRequestError.ResponseEnded => new EndOfStreamException($"The server {target} hung up before it answered.", e),
            HttpRequestError.Unknown when inner is IOException { InnerException: System.Net.Sockets.SocketException } => new EndOfStreamException($"The server {target} hung up before it answered: {why}", e),
            HttpRequestError.InvalidResponse => new IOException($"The server {target} does not answer in HTTP: {why}", e),
            HttpRequestError.ConfigurationLimitExceeded => new IOException($"The head of the answer of {target} is too long: {why}", e),
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => new IOException($"Cannot connect to {target}: {why}", e),
            _ => new IOException($"The request to {target} failed: {why}", e),
        };
    }

    private static Exception Innermost(Exception e) => e.GetBaseException();
}
