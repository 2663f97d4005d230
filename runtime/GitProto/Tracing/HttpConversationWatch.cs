using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>
/// Reads the turns of one conversation over HTTP by the flows of the spec, without taking part, and finds the first thing that they do not allow: an advertisement, and
/// the requests that follow from it.
/// </summary>
/// <remarks>Source: the flows in <c>spec/flows/</c> and spec/transports/http.yaml.</remarks>
/// <param name="exchanges">What was asked and answered, in order. What is none of Git's smart protocol, or asks who is there or leads elsewhere, is passed over.</param>
/// <param name="observer">Is told of every packet, with the element of the spec that it was taken for.</param>
public sealed class HttpConversationWatch(IAsyncEnumerable<WatchedExchange> exchanges, IPacketObserver? observer = null)
{
    private readonly WatchNotes notes = new(new WireContext { Stateless = true }, observer);
    private FlowMonitor? monitor;
    private int turnedAway;

    /// <summary>Reads to the end of the conversation, or to the first violation.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<ConversationReport> RunAsync(CancellationToken cancellationToken = default) => notes.RunAsync(async () =>
    {
        await foreach (var exchange in exchanges.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            notes.Exchange = (notes.Exchange ?? 0) + 1;
            var request = SmartHttpRequest.Read(exchange.Request);
            if (exchange.Status is 401 or (>= 300 and < 400))
            {
                turnedAway = exchange.Status;
                continue;
            }
            if (exchange.Status != 200)
                return await RefusedAsync(request, exchange, cancellationToken).ConfigureAwait(false);
            if (request.Refusal is { } refusal)
                return notes.Report(ConversationEnd.Violation, Role.Client, $"{exchange.Request.Method} {Escape.ForDisplay(exchange.Request.Path)}: {refusal.Text}");
            if (exchange.AnswerType != request.ResultType)
            {
                return notes.Report(ConversationEnd.Violation, Role.Server, $"The answer is '{Escape.ForDisplay(exchange.AnswerType ?? "")}' where {request.ResultType} is expected (http.smart-type).") with
                { Element = "http.smart-type" };
            }
            if (!request.HeadOnly)
                await TurnAsync(request, exchange, cancellationToken).ConfigureAwait(false);
        }
        return await EndAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <summary>A status that refuses is the server's right, and perhaps its duty: what was asked is read all the same.</summary>
    private async Task<ConversationReport> RefusedAsync(SmartHttpRequest request, WatchedExchange exchange, CancellationToken cancellationToken)
    {
        if (request is { Refusal: null, AdvertiseOnly: false } && notes.Session is not null)
        {
            try
            {
                await TurnAsync(request, exchange with { AnswerBody = PipeReader.Create(ReadOnlySequence<byte>.Empty) }, cancellationToken).ConfigureAwait(false);
            }
            catch (EndOfStreamException) when (notes.Reading == Role.Server)
            {
                // As the status says.
            }
        }
        return exchange.Status == 0
            ? notes.Report(ConversationEnd.Cut, Role.Server, "The server does not answer.")
            : notes.Report(ConversationEnd.Refused, Role.Server, string.Create(CultureInfo.InvariantCulture, $"The server answers with status {exchange.Status}."));
    }

    private async Task TurnAsync(SmartHttpRequest request, WatchedExchange exchange, CancellationToken cancellationToken)
    {
        var asked = request.IsGzip ? PipeReader.Create(new GzipReadStream(exchange.RequestBody.AsStream())) : exchange.RequestBody;
        if (request.AdvertiseOnly || notes.Session is null || request.Service != notes.Service)
        {
            (notes.Service, notes.Protocol) = (request.Service, null);
            (var session, monitor) = notes.Watch((Role.Client, asked), (Role.Server, exchange.AnswerBody));
            notes.Looking = Role.Server;
            session.Begin(await FlowAsync(session, cancellationToken).ConfigureAwait(false));
            notes.Looking = null;
        }
        else
        {
            if (notes.Session.Flow is { } flow && flow.NextTurn(notes.Session.State) is null && !flow.IsEnd(notes.Session.State))
                await monitor!.RunAsync(cancellationToken).ConfigureAwait(false);
            notes.Session.NextTurn((Role.Server, exchange.AnswerBody), (Role.Client, asked));
        }
        await monitor!.RunTurnAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The name of the service may stand in front of what tells the version.</summary>
    private async ValueTask<IFlow> FlowAsync(WireSession session, CancellationToken cancellationToken)
    {
        var answers = session.ReaderOf(Role.Server);
        session.Begin(FetchV0Flow.Table);
        ReadError error = default;
        if (ServiceHeader.Starts(await answers.PeekAsync(cancellationToken).ConfigureAwait(false), session.Context, ref error))
            await session.ReceiveAsync(Role.Server, cancellationToken).ConfigureAwait(false);
        return await notes.FlowAsync(answers, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>No turn follows: both have left.</summary>
    private async Task<ConversationReport> EndAsync(CancellationToken cancellationToken)
    {
        if (monitor is null && turnedAway != 0)
            return notes.Report(ConversationEnd.Refused, Role.Server, string.Create(CultureInfo.InvariantCulture, $"The server answers with status {turnedAway}, and the client does not come again."));
        if (monitor is null)
            return notes.Report(ConversationEnd.Cut, null, "Nothing of Git's was said.");
        await monitor.RunAsync(cancellationToken).ConfigureAwait(false);
        return notes.Report(ConversationEnd.Complete, null, null);
    }
}
