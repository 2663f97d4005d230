using System.IO.Pipelines;
using System.Threading.Channels;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>A request and its answer on their way to the watch, which takes them once the status is known.</summary>
internal sealed class WatchedHttpExchange(SmartHttpHead request, WatchLimits limits, LiveWatch watch, ChannelWriter<WatchedExchange> exchanges) : IHttpExchangeTap
{
    private readonly Spool asked = new(limits);
    private readonly Spool answered = new(limits);
    private bool hasAnswer;

    public ValueTask AnswerAsync(int status, string? type)
    {
        hasAnswer = true;
        exchanges.TryWrite(new WatchedExchange(request, PipeReader.Create(asked), status, type, PipeReader.Create(answered)));
        return ValueTask.CompletedTask;
    }

    public ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => watch.WriteAsync(Of(sender), bytes);

    public ValueTask EndAsync(Role sender)
    {
        Of(sender).End();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        asked.End();
        answered.End();
        if (!hasAnswer)
            await AnswerAsync(0, null).ConfigureAwait(false);
    }

    private Spool Of(Role sender) => sender == Role.Client ? asked : answered;
}
