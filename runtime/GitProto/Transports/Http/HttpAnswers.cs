using System.Globalization;
using System.Net;
using GitProto.Client;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>Decides whether an answer is one of Git, and says what it is otherwise.</summary>
internal static class HttpAnswers
{
    private const int MaxBody = 16 * 1024;
    private const int MaxType = 100;
    private static readonly TimeSpan BodyWait = TimeSpan.FromSeconds(5);

    /// <summary>Lets an answer pass that has the media type it should have, and nothing done to its body.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="mediaType">Its media type; null if the answer has no body to speak of.</param>
    /// <param name="exchange">Where it came from.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="GitHttpException">It is an error of the server, or no answer of Git.</exception>
    /// <exception cref="AuthenticationFailedException">The server, or a proxy, does not accept who we are.</exception>
    public static async Task DemandAsync(HttpResponseMessage response, string? mediaType, HttpExchange exchange, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw await RefusedAsync(response, exchange, cancellationToken).ConfigureAwait(false);
        if (mediaType is null)
            return;
        var type = response.Content.Headers.ContentType?.MediaType;
        if (!string.Equals(type, mediaType, StringComparison.OrdinalIgnoreCase))
        {
            var found = type is null ? "no media type" : $"'{Escape.ForDisplay(type.Length > MaxType ? type[..MaxType] : type)}'";
            var dumb = type == HttpTransport.TextType ? " It may be one for dumb clients, which is not supported." : "";
            throw new GitHttpException($"The server at '{exchange.Place}' is not a Git server that speaks smart HTTP: it answers with {found}, and '{mediaType}' was expected.{dumb}", response.StatusCode);
        }
        if (response.Content.Headers.ContentEncoding.Any(word => !word.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            throw new GitHttpException($"The server at '{exchange.Place}' sends its answer in an encoding that was not asked for.", response.StatusCode);
    }

    private static async Task<Exception> RefusedAsync(HttpResponseMessage response, HttpExchange exchange, CancellationToken cancellationToken)
    {
        var text = await TextAsync(response, cancellationToken).ConfigureAwait(false);
        var said = text is null ? "" : $" The server said: {text}";
        var code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var place = exchange.Place;
        TimeSpan? after = response.StatusCode == HttpStatusCode.TooManyRequests ? HttpRetry.After(response.Headers, exchange.TimeProvider) : null;
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            return new AuthenticationFailedException($"Authentication failed for '{place}' (401): {exchange.LoginRefusal ?? "the server asks who is there"}.{said}");
        if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
            return new AuthenticationFailedException($"The proxy on the way to '{place}' asks for credentials that it was not given, or does not take them (407).{said}");
        var what = response.StatusCode switch
        {
            HttpStatusCode.Forbidden => $"Access to '{place}' is forbidden (403).",
            HttpStatusCode.NotFound => $"The repository '{place}' is not found (404).",
            HttpStatusCode.TooManyRequests => string.Create(CultureInfo.InvariantCulture, $"The server at '{place}' has too many requests (429) and asks to wait {after!.Value.TotalSeconds:0} s."),
            >= HttpStatusCode.InternalServerError => $"The server at '{place}' failed ({code}).",
            _ when HttpRedirection.Is(response.StatusCode) => $"The server at '{place}' redirects in the middle of a conversation ({code}), which is not followed.",
            _ => $"The server at '{place}' answers with status {code}.",
        };
        return new GitHttpException(what + said, response.StatusCode, text, after);
    }

    /// <summary>What an answer says to people, in one line; null if it is meant for no terminal, or says nothing.</summary>
    private static async Task<string?> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != HttpTransport.TextType || response.Content.Headers.ContentEncoding.Count > 0)
            return null;
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(BodyWait);
        var body = new byte[MaxBody];
        var length = 0;
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(soon.Token).ConfigureAwait(false);
            length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, soon.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The status has said what counts.
        }
        var text = TerminalText.OneLine(body.AsSpan(0, length));
        return text.Length == 0 ? null : text;
    }
}
