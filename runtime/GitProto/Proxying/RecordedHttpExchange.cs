using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>Writes a request and its answer to a recording; a body in gzip is written as what it holds.</summary>
internal sealed class RecordedHttpExchange : IHttpExchangeTap
{
    private readonly SessionWriter writer;
    private readonly RecordingGuard guard;
    private readonly Pipe? gzip;
    private readonly Task inflating = Task.CompletedTask;

    public RecordedHttpExchange(SessionWriter writer, RecordingGuard guard, bool isGzip)
    {
        (this.writer, this.guard) = (writer, guard);
        if (isGzip)
            (gzip, inflating) = (gzip = new Pipe(), InflateAsync(gzip.Reader));
    }

    public ValueTask AnswerAsync(int status, string? type) => guard.RunAsync(() => writer.AnswerAsync(status, RecordedHttpConversation.Fields(("Content-Type", type))));

    public async ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (sender == Role.Client && gzip is not null)
            await gzip.Writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        else
            await guard.RunAsync(() => writer.AddAsync(sender, bytes, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask EndAsync(Role sender)
    {
        if (sender != Role.Client || gzip is null)
            return;
        await gzip.Writer.CompleteAsync().ConfigureAwait(false);
        await inflating.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => EndAsync(Role.Client);

    private async Task InflateAsync(PipeReader from)
    {
        await guard.RunAsync(async () =>
        {
            await using var body = new GzipReadStream(from.AsStream(leaveOpen: true));
            var buffer = new byte[32 << 10];
            try
            {
                for (var read = await body.ReadAsync(buffer).ConfigureAwait(false); read > 0; read = await body.ReadAsync(buffer).ConfigureAwait(false))
                    await writer.AddAsync(Role.Client, buffer.AsMemory(0, read)).ConfigureAwait(false);
            }
            catch (SmartHttpBodyException)
            {
                // What could be read is recorded; the watch and the server say what is wrong with it.
            }
        }).ConfigureAwait(false);
        await from.CompleteAsync().ConfigureAwait(false);
    }
}
