using System.Net.Http.Headers;
using GitProto.Client;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>Makes the requests of a conversation.</summary>
internal sealed class HttpRequests
{
    private readonly HttpMedia media;
    private readonly GitClientOptions options;
    private IReadOnlyList<KeyValuePair<string, string>> headers;

    public HttpRequests(HttpMedia media, GitClientOptions options)
    {
        (this.media, this.options) = (media, options);
        headers = options.Http.Headers;
        foreach (var (name, value) in headers.Append(new(HttpTransport.AgentHeader, options.Agent ?? "")))
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~') || value.Any(char.IsControl))
                throw new ArgumentException($"The header '{Escape.ForDisplay(name)}' cannot be sent: neither its name nor its value may hold a control character.");
        }
    }

    /// <summary>The request that begins a conversation.</summary>
    public HttpRequestMessage Discovery(GitUrl place)
    {
        var request = Common(new HttpRequestMessage(HttpMethod.Get, HttpAddress.Of(place, media.Discovery)));
        request.Headers.Pragma.Add(new NameValueHeaderValue(HttpTransport.NoCachePragma));
        return request;
    }

    /// <summary>A request of a turn.</summary>
    public HttpRequestMessage Turn(GitUrl place, HttpContent body)
    {
        var request = Common(new HttpRequestMessage(HttpMethod.Post, HttpAddress.Of(place, media.Turn)) { Content = body });
        body.Headers.ContentType = new MediaTypeHeaderValue(media.Request);
        request.Headers.TryAddWithoutValidation(HttpTransport.AcceptHeader, media.Result);
        return request;
    }

    /// <summary>Another server gets none of the caller's headers.</summary>
    public void ForgetHeaders() => headers = [];

    private HttpRequestMessage Common(HttpRequestMessage request)
    {
        if (options.Agent is { Length: > 0 } agent)
            request.Headers.TryAddWithoutValidation(HttpTransport.AgentHeader, agent);
        if (AskedVersion.Words(options.Protocol) is { } version)
            request.Headers.TryAddWithoutValidation(HttpTransport.VersionHeader, version);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
