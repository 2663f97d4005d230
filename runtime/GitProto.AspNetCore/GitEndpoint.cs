using System.Net;
using System.Threading.RateLimiting;
using GitProto.Protocol;
using GitProto.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace GitProto.AspNetCore;

/// <summary>Answers every request that comes to one place.</summary>
internal sealed partial class GitEndpoint(string parameter, GitEndpointOptions options, ConcurrencyLimiter limiter, ILogger<GitEndpoint> logger)
{
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("[{Peer}]");
    private readonly GitDoor door = new(options, logger);

    /// <summary>Answers one.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        using var scope = Scope(logger, Peer(context.Connection));
        foreach (var (name, value) in SmartHttpRequest.NoCacheHeaders)
            context.Response.Headers[name] = value;
        if (HasTwoLengths(context.Request.Headers))
        {
            context.Response.Headers.Connection = "close";
            await RefuseAsync(context, null, new SmartHttpRefusal(StatusCodes.Status400BadRequest)).ConfigureAwait(false);
            return;
        }
        var request = Read(context);
        if (request.Refusal is { } refusal)
        {
            await RefuseAsync(context, request, refusal).ConfigureAwait(false);
            return;
        }
        using var permit = await WaitAsync(context.RequestAborted).ConfigureAwait(false);
        if (permit is not { IsAcquired: true })
        {
            context.Response.Headers.RetryAfter = "10";
            await RefuseAsync(context, request, new SmartHttpRefusal(StatusCodes.Status503ServiceUnavailable, "The server is busy; try again later.")).ConfigureAwait(false);
            return;
        }
        using var served = await door.AdmitAsync(context, request).ConfigureAwait(false);
        if (served.Repository is { } repository)
            await new GitExchange(context, request, repository, options, logger).RunAsync().ConfigureAwait(false);
        else if (served.Refusal is { } reason)
            await RefuseAsync(context, request, reason).ConfigureAwait(false);
        else
            LogChallenged(request.Service, Shown(context));
    }

    private SmartHttpRequest Read(HttpContext context)
    {
        var request = context.Request;
        var path = "/" + context.GetRouteValue(parameter);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (!string.IsNullOrEmpty(target) && !RawTarget.IsPlain(target))
            path = "";
        return SmartHttpRequest.Read(new SmartHttpHead(request.Method, path, request.QueryString.Value ?? "")
        {
            Protocol = request.Protocol,
            ContentType = request.ContentType,
            ContentEncoding = Header(request.Headers.ContentEncoding),
            GitProtocol = Header(request.Headers[HttpTransport.VersionHeader]),
        });
    }

    /// <summary>True for a body whose end two servers could see at two places. Kestrel believes the chunks, and hands the other length on by a name of its own.</summary>
    private static bool HasTwoLengths(IHeaderDictionary headers) =>
        headers.TransferEncoding.Count > 0 && (headers.ContentLength is not null || headers.ContainsKey("X-Content-Length"));

    private static string Peer(ConnectionInfo connection) => connection.RemoteIpAddress is { } address ? new IPEndPoint(address, connection.RemotePort).ToString() : "";

    private static string Shown(HttpContext context) => Escape.ForDisplay(context.Request.Path.Value ?? "");

    private static string? Header(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 0 ? null : values.ToString();

    private async ValueTask<RateLimitLease?> WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.QueueTimeout);
        try
        {
            return await limiter.AcquireAsync(1, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task RefuseAsync(HttpContext context, SmartHttpRequest? request, SmartHttpRefusal refusal)
    {
        GitService? service = request is { Refusal: null } ? request.Service : null;
        GitServerTelemetry.CountRefused(service);
        LogRefused(service, Shown(context), refusal.Status, refusal.Text);
        context.Response.StatusCode = refusal.Status;
        if (refusal.Allow is { } allow)
            context.Response.Headers.Allow = allow;
        if (refusal.Text.Length == 0 || HttpMethods.IsHead(context.Request.Method))
            return;
        context.Response.ContentType = HttpTransport.TextType;
        await context.Response.WriteAsync(refusal.Text + "\n", context.RequestAborted).ConfigureAwait(false);
    }

    [LoggerMessage(12, LogLevel.Information, "Refused {Service} of {Path} with {Status}: {Reason}")]
    private partial void LogRefused(GitService? service, string path, int status, string reason);

    [LoggerMessage(13, LogLevel.Debug, "Asked who wants {Service} of {Path}")]
    private partial void LogChallenged(GitService service, string path);
}
