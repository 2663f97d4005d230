using System.Globalization;
using System.Net;
using GitProto.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GitProto.AspNetCore.Proxying;

/// <summary>Passes requests on to a server, and their answers back.</summary>
internal sealed class ProxyEndpoint(Uri upstream, GitHttpProxyOptions options) : IDisposable
{
    private readonly ProxiedConversations conversations = new(options);
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        Credentials = null,
        DefaultProxyCredentials = null,
        PreAuthenticate = false,
        UseProxy = false,
        ConnectTimeout = options.Connect,
        ActivityHeadersPropagator = null,
        // A connection that waits may be closed by the server in the moment in which it is used.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1),
    });

    public async Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
        context.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate = null;
        using var silence = new CancellationTokenSource(options.Idle);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, context.RequestAborted);
        var conversation = conversations.Of(context, Head(context.Request));
        try
        {
            await using var exchange = await ProxiedExchange.BeginAsync(context, conversation, () => silence.CancelAfter(options.Idle), stop.Token).ConfigureAwait(false);
            await exchange.RunAsync(client, At(target)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or InvalidOperationException)
        {
            if (!context.RequestAborted.IsCancellationRequested)
                options.OnError?.Invoke(Told(e, silence.IsCancellationRequested), ProxiedConversations.Client(context));
            await FailAsync(context).ConfigureAwait(false);
        }
        finally
        {
            conversations.Release(conversation, context.Response.StatusCode);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        conversations.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private IOException Told(Exception error, bool isSilence) => isSilence
        ? new IOException(string.Create(CultureInfo.InvariantCulture, $"Neither side has sent anything within {options.Idle.TotalSeconds:0.###} s ({nameof(GitHttpProxyOptions)}.{nameof(GitHttpProxyOptions.Idle)})."), error)
        : new IOException($"The exchange with {upstream.Authority} failed: {error.Message}", error);

    /// <summary>Just as it came: what two readers could read differently is not made into something else on the way.</summary>
    private Uri At(string target) => new(
        upstream.GetLeftPart(UriPartial.Authority) + upstream.AbsolutePath.TrimEnd('/') + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static SmartHttpHead Head(HttpRequest request) => new(request.Method, request.Path.Value ?? "", request.QueryString.Value ?? "")
    {
        Protocol = request.Protocol,
        ContentType = request.ContentType,
        ContentEncoding = Header(request.Headers.ContentEncoding),
        GitProtocol = Header(request.Headers[GitProto.Protocol.HttpTransport.VersionHeader]),
    };

    private static string? Header(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 0 ? null : values.ToString();

    private static async Task FailAsync(HttpContext context)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return;
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        context.Response.ContentType = GitProto.Protocol.HttpTransport.TextType;
        await context.Response.WriteAsync("The proxy cannot reach the server.\n", context.RequestAborted).ConfigureAwait(false);
    }
}
