using System.IO.Pipelines;
using GitProto.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace GitProto.AspNetCore;

/// <summary>Serves one request of a client that was let in.</summary>
internal sealed partial class GitExchange(HttpContext context, SmartHttpRequest request, ServedRepository served, GitEndpointOptions options, ILogger logger)
{
    /// <summary>Serves it.</summary>
    public async Task RunAsync()
    {
        var aborted = context.RequestAborted;
        context.Response.ContentType = request.ResultType;
        if (request.HeadOnly)
            return;
        try
        {
            LiftLimits();
            var input = await OpenAsync(aborted).ConfigureAwait(false);
            var server = options.ServerFor?.Invoke(context, options.Server) ?? options.Server;
            await SmartHttpServer.ServeAsync(new HttpPipe(input, Output()), served, request, server, aborted).ConfigureAwait(false);
            await EndAsync(aborted).ConfigureAwait(false);
        }
        catch (GitProtoException)
        {
            // The client was told. What a service ends with, it has logged.
            await EndAsync(aborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (IOException e)
        {
            Fail((e as SmartHttpBodyException)?.Status ?? StatusCodes.Status500InternalServerError);
        }
    }

    private async ValueTask<PipeReader> OpenAsync(CancellationToken aborted)
    {
        try
        {
            return await SmartHttpBody.OpenAsync(new RequestBodyStream(context.Request.Body), request, options.Limits, aborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            if (e is SmartHttpBodyException)
                GitServerTelemetry.CountRefused(request.Service);
            LogFailed(Escape.ForDisplay(e.Message));
            throw;
        }
    }

    /// <summary>Not the writer of the response: with an answer in chunks, Kestrel's gives less room than it is asked for where that is nearly 64 KiB.</summary>
    private PipeWriter Output() => PipeWriter.Create(context.Response.Body, new StreamPipeWriterOptions(minimumBufferSize: 16 << 10, leaveOpen: true));

    /// <summary>The web server's own bound on bodies is for other bodies than packs.</summary>
    private void LiftLimits()
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }

    /// <summary>Sends the rest of the answer, and reads what the client is still sending: it would not come to see the answer otherwise.</summary>
    private async Task EndAsync(CancellationToken aborted)
    {
        await context.Response.CompleteAsync().ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(options.DrainTimeout);
        var buffer = new byte[16 << 10];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, limit.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It was not the answer that failed.
            context.Abort();
        }
    }

    /// <summary>Says that it failed where that can still be said; where not, the client must not take the answer for a whole one.</summary>
    private void Fail(int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        foreach (var (name, value) in SmartHttpRequest.NoCacheHeaders)
            context.Response.Headers[name] = value;
        context.Response.StatusCode = status;
    }

    [LoggerMessage(11, LogLevel.Information, "The body of a request cannot be read: {Reason}")]
    private partial void LogFailed(string reason);
}
