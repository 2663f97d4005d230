using System.Net.Http.Headers;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Web;

/// <summary>Asks one server over HTTP.</summary>
internal sealed class WebTalk(Uri root, CancellationToken cancellationToken) : IDisposable
{
    // Dots and what is encoded stay as they are written.
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>Asks for what a repository advertises.</summary>
    public Task<WebAnswer> DiscoverAsync(string repository, HttpService service, int protocol = 0, HttpMethod? method = null) =>
        AskAsync(method ?? HttpMethod.Get, repository + HttpTransport.Discovery(service), null, null, protocol);

    /// <summary>Asks for what stands at a path behind a repository.</summary>
    public Task<WebAnswer> GetAsync(string path) => AskAsync(HttpMethod.Get, path, null, null, 0);

    /// <summary>Makes one turn at a repository.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="service">The service.</param>
    /// <param name="type">The media type of the body.</param>
    /// <param name="body">The body; one that tells no length goes in chunks.</param>
    /// <param name="protocol">The version.</param>
    /// <param name="method">The method; null for POST.</param>
    public Task<WebAnswer> TurnAsync(string repository, HttpService service, string type, HttpContent body, int protocol = 2, HttpMethod? method = null) =>
        AskAsync(method ?? HttpMethod.Post, repository + HttpTransport.Turn(service), type, body, protocol);

    public void Dispose() => client.Dispose();

    private async Task<WebAnswer> AskAsync(HttpMethod method, string path, string? type, HttpContent? body, int protocol)
    {
        using var request = new HttpRequestMessage(method, new Uri(root.AbsoluteUri + path, AsItIs)) { Content = body };
        if (body is not null && type is not null)
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (protocol > 0)
            request.Headers.TryAddWithoutValidation(HttpTransport.VersionHeader, ProtocolVersionTransport.Version(protocol));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        byte[]? bytes;
        try
        {
            bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (HttpRequestException)
        {
            // The answer was cut.
            bytes = null;
        }
        return new WebAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.ToString() ?? "", [.. answer.Content.Headers.Allow], bytes);
    }
}
