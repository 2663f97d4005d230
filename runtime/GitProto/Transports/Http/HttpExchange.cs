using System.Net;
using GitProto.Client;

namespace GitProto.Transports;

/// <summary>
/// Sends the requests of one conversation, wherever the repository turns out to be: follows the redirects that the policy allows, answers demands for credentials, and waits
/// where a server puts it off.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private readonly HttpMedia media;
    private readonly GitClientOptions options;
    private readonly HttpRequests requests;
    private HttpStack stack;
    private HttpLogin login;

    public HttpExchange(GitUrl url, HttpMedia media, GitClientOptions options)
    {
        (this.media, this.options) = (media, options);
        requests = new HttpRequests(media, options);
        login = new HttpLogin(url, options.Http);
        Place = url with { User = null, Password = null };
        stack = new HttpStack(HttpOrigin.Of(url), options.Http, options.Urls.Addresses, options.Timeouts.Connect);
    }

    /// <summary>Where the repository is, without credentials.</summary>
    public GitUrl Place { get; private set; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider => options.TimeProvider;

    /// <summary>Why the last demand for credentials could not be met.</summary>
    public string? LoginRefusal => login.Refusal;

    /// <summary>Asks what the server has, and follows where it leads.</summary>
    public async Task<HttpResponseMessage> DiscoverAsync(CancellationToken cancellationToken)
    {
        for (var hops = 0; ; hops++)
        {
            var response = await SendAsync(() => requests.Discovery(Place), isLarge: false, canRepeat: true, cancellationToken).ConfigureAwait(false);
            if (!HttpRedirection.Is(response.StatusCode))
                return response;
            using (response)
                Follow(response, hops);
        }
    }

    /// <summary>Sends a request of a turn.</summary>
    /// <param name="body">Makes the body; called again if the request is sent again.</param>
    /// <param name="isLarge">True if the server may well answer before it has read the body.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<HttpResponseMessage> PostAsync(Func<HttpContent> body, bool isLarge, CancellationToken cancellationToken) =>
        SendAsync(() => requests.Turn(Place, body()), isLarge, canRepeat: true, cancellationToken);

    /// <summary>Sends a request whose body passes but once.</summary>
    public Task<HttpResponseMessage> PostAsync(HttpContent body, EarlyAnswer answer, CancellationToken cancellationToken) => SendAsync(
        () =>
        {
            var request = requests.Turn(Place, body);
            request.Headers.TransferEncodingChunked = true;
            answer.AttachTo(request);
            return request;
        },
        isLarge: true,
        canRepeat: false,
        cancellationToken);

    public void Dispose() => stack.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, bool isLarge, bool canRepeat, CancellationToken cancellationToken)
    {
        var isStale = false;
        for (var retries = 0; ;)
        {
            using var request = make();
            login.Apply(request);
            var asked = request.RequestUri;
            HttpResponseMessage response;
            try
            {
                response = await HttpFaults.TranslateAsync(() => stack.SendAsync(request, isLarge, cancellationToken), Place, options, cancellationToken).ConfigureAwait(false);
            }
            catch (EndOfStreamException) when (canRepeat && !isLarge && !isStale)
            {
                // A server may close a connection that lies idle at the very moment when it is used again.
                isStale = true;
                continue;
            }
            try
            {
                RefuseHelpfulClients(asked, response);
                if (response.StatusCode == HttpStatusCode.Unauthorized)
                {
                    if (!await login.AnswerAsync(response, canRepeat, cancellationToken).ConfigureAwait(false))
                        return response;
                }
                else if (response.StatusCode == HttpStatusCode.TooManyRequests && canRepeat && retries++ < options.Http.MaxRetries)
                {
                    var wait = HttpRetry.After(response.Headers, options.TimeProvider);
                    if (wait > options.Http.MaxRetryAfter)
                        return response;
                    await Task.Delay(wait, options.TimeProvider, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    if (response.IsSuccessStatusCode)
                        await login.AcceptedAsync(cancellationToken).ConfigureAwait(false);
                    return response;
                }
            }
            catch
            {
                response.Dispose();
                throw;
            }
            response.Dispose();
        }
    }

    private void Follow(HttpResponseMessage response, int hops)
    {
        if (hops >= options.Http.MaxRedirects)
            throw new LimitExceededException(nameof(GitHttpClientOptions.MaxRedirects), options.Http.MaxRedirects, $"The number of redirects from '{Place}' on");
        if (options.Http.Redirects == RedirectPolicy.Never)
            throw new PolicyException($"The server at '{Place}' redirects, and redirects are not followed ({nameof(GitHttpClientOptions)}.{nameof(GitHttpClientOptions.Redirects)}).");
        var from = Place;
        Place = HttpRedirection.Target(response, from, media.Discovery, options.Urls);
        if (HttpOrigin.Of(Place) != HttpOrigin.Of(from))
        {
            // Neither credentials nor headers were meant for whoever is there.
            login = new HttpLogin(Place, options.Http);
            requests.ForgetHeaders();
            stack.Dispose();
            stack = new HttpStack(HttpOrigin.Of(Place), options.Http, options.Urls.Addresses, options.Timeouts.Connect);
        }
        options.Http.Redirected?.Invoke(new HttpRedirect(from, Place));
    }

    /// <summary>A client that follows redirects by itself has sent to strangers what was not meant for them.</summary>
    private static void RefuseHelpfulClients(Uri? asked, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is { } answered && answered != asked)
            throw new PolicyException($"The {nameof(HttpClient)} of {nameof(GitHttpClientOptions)}.{nameof(GitHttpClientOptions.Client)} follows redirects by itself: switch that off.");
    }
}
