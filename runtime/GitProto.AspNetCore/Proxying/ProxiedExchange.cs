using System.IO.Compression;
using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GitProto.AspNetCore.Proxying;

/// <summary>One request and its answer.</summary>
internal sealed class ProxiedExchange : IAsyncDisposable
{
    private readonly HttpContext context;
    private readonly IHttpExchangeTap? tap;
    private readonly IPacketFault? fault;
    private readonly Action progress;
    private readonly CancellationToken stop;
    private Stream? requestBody;

    private ProxiedExchange(HttpContext context, IHttpExchangeTap? tap, IPacketFault? fault, Action progress, CancellationToken stop) =>
        (this.context, this.tap, this.fault, this.progress, this.stop) = (context, tap, fault, progress, stop);

    /// <summary>Shows the head of the request.</summary>
    public static async Task<ProxiedExchange> BeginAsync(HttpContext context, ProxiedConversation conversation, Action progress, CancellationToken stop)
    {
        var changed = conversation.Fault?.Sender == Role.Client;
        var head = changed ? conversation.Head with { ContentEncoding = null } : conversation.Head;
        var tap = conversation.Tap is { } all ? await all.AskAsync(head, stop).ConfigureAwait(false) : null;
        return new ProxiedExchange(context, tap, conversation.Fault, progress, stop)
        {
            requestBody = !Has(context) ? null : changed && SmartHttpRequest.Read(conversation.Head).IsGzip ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body,
        };
    }

    public async Task RunAsync(HttpMessageInvoker client, Uri target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target) { Version = System.Net.HttpVersion.Version11 };
        var isChanged = fault?.Sender == Role.Client;
        if (requestBody is not null)
            request.Content = new ProxiedContent(isChanged ? null : context.Request.ContentLength, SendRequestAsync);
        PassedHeaders.Copy(context.Request.Headers, request, isChanged);
        if (requestBody is null && tap is not null)
            await tap.EndAsync(Role.Client).ConfigureAwait(false);
        using var answer = await client.SendAsync(request, stop).ConfigureAwait(false);
        progress();
        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        PassedHeaders.Copy(answer, response.Headers, fault?.Sender == Role.Server);
        if (tap is not null)
            await tap.AnswerAsync(response.StatusCode, answer.Content.Headers.ContentType?.ToString()).ConfigureAwait(false);
        await response.StartAsync(stop).ConfigureAwait(false);
        var body = await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            await PassAsync(Role.Server, body, response.Body).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => tap?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool Has(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? context.Request.ContentLength is > 0;

    private Task SendRequestAsync(Stream to) => PassAsync(Role.Client, requestBody!, to);

    private async Task PassAsync(Role sender, Stream from, Stream to)
    {
        if (fault?.Sender == sender)
        {
            await ChangeAsync(fault, from, to).ConfigureAwait(false);
        }
        else
        {
            var buffer = new byte[64 << 10];
            for (var read = await from.ReadAsync(buffer, stop).ConfigureAwait(false); read > 0; read = await from.ReadAsync(buffer, stop).ConfigureAwait(false))
                await SendAsync(sender, buffer.AsMemory(0, read), to).ConfigureAwait(false);
        }
        if (tap is not null)
            await tap.EndAsync(sender).ConfigureAwait(false);
    }

    private async Task ChangeAsync(IPacketFault changing, Stream from, Stream to)
    {
        var packets = new PacketCutter(PipeReader.Create(from));
        for (var packet = await packets.NextAsync(stop).ConfigureAwait(false); packet.Length > 0; packet = await packets.NextAsync(stop).ConfigureAwait(false))
        {
            var action = changing.Decide(packet);
            if (action.Delay > TimeSpan.Zero)
                await Task.Delay(action.Delay, stop).ConfigureAwait(false);
            if (action.Bytes.Length > 0)
                await SendAsync(changing.Sender, action.Bytes, to).ConfigureAwait(false);
            if (action.Ends)
                return;
        }
    }

    private async Task SendAsync(Role sender, ReadOnlyMemory<byte> bytes, Stream to)
    {
        progress();
        var shown = tap?.PassAsync(sender, bytes, stop).AsTask() ?? Task.CompletedTask;
        try
        {
            await to.WriteAsync(bytes, stop).ConfigureAwait(false);
            await to.FlushAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            await shown.ConfigureAwait(false);
        }
    }
}
