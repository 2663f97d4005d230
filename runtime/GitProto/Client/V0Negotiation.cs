using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>
/// Looks for common history at v0 and v1. The client stays one block ahead of the answers, and blocks are small enough for any pipe, so neither
/// side waits for the other to read.
/// </summary>
internal sealed class V0Negotiation(FetchV0Flow.Client.Negotiating start, IHaveWalker walker, WireContext context, GitClientOptions options)
{
    private readonly HaveSchedule schedule = new(HaveScheduleKind.Stateful, options.Negotiation);
    private readonly HashSet<ObjectId> told = [];
    private FetchV0Flow.Client.Negotiating talk = start;
    private FetchV0Flow.Client.Finishing? finishing;
    private bool enough;
    private long answers;

    public async ValueTask<PackDelivery> RunAsync(ShallowUpdate? update, CancellationToken cancellationToken)
    {
        var first = true;
        while (!enough && !schedule.IsEnough && walker.Next(schedule.NextBlock()) is { Count: > 0 } haves)
        {
            var sent = await talk.SendAsync(new HaveBlock { Haves = haves }, cancellationToken).ConfigureAwait(false);
            sent.IsNegotiating(out talk);
            told.UnionWith(haves);
            schedule.Count(haves.Count);
            if (!first)
                await ReadAnswersAsync(cancellationToken).ConfigureAwait(false);
            first = false;
        }
        if (finishing is null)
        {
            var sent = await talk.SendAsync(new HaveBlock { Done = true }, cancellationToken).ConfigureAwait(false);
            sent.IsFinishing(out var last);
            finishing = last;
        }
        return await ReadPackAsync(finishing.Value, update, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the answers to one block: up to the NAK that ends them, or to an ACK that says all.</summary>
    private async ValueTask ReadAnswersAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var came = await talk.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            came.IsAnyAcknowledgment(out var answer);
            Learn(answer!);
            if (came.IsAcknowledgmentWithReadyIfNoDone(out _, out var last))
            {
                finishing = last;
                return;
            }
            if (answer is AcknowledgmentNak)
                return;
            if (answer is AcknowledgmentAck { Status: null })
            {
                enough = true;
                return;
            }
        }
    }

    private async ValueTask<PackDelivery> ReadPackAsync(FetchV0Flow.Client.Finishing finishing, ShallowUpdate? update, CancellationToken cancellationToken)
    {
        while (true)
        {
            var came = await finishing.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (came.IsAcknowledgment(out var answer, out finishing))
            {
                Learn(answer);
                continue;
            }
            if (came.IsSidebandPack(out var banded, out _))
                return Deliver(PipeReader.Create(banded.Pack!, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true)), banded.CompleteAsync, isRaw: false, update);
            came.IsRawPack(out var raw, out _);
            return Deliver(raw!.Pack, _ => Complete(raw), isRaw: true, update);
        }
    }

    private static ValueTask Complete(RawPackReader raw)
    {
        raw.Complete();
        return ValueTask.CompletedTask;
    }

    private static PackDelivery Deliver(PipeReader pack, Func<CancellationToken, ValueTask> complete, bool isRaw, ShallowUpdate? update) => new(pack, complete)
    {
        IsRaw = isRaw,
        Shallows = update?.Shallows ?? [],
        Unshallows = update?.Unshallows ?? [],
    };

    private void Learn(Acknowledgment answer)
    {
        if (++answers > context.Limits.MaxLinesPerMessage)
            throw new LimitExceededException(nameof(WireLimits.MaxLinesPerMessage), context.Limits.MaxLinesPerMessage, $"The number of answers to haves ({context.Where})");
        if (answer is not AcknowledgmentAck ack)
            return;
        if (!told.Contains(ack.Oid))
            throw new MalformedMessageException($"The server acknowledges {ack.Oid}, which it was not told ({context.Where})", "an object that the client has named");
        if (walker.MarkCommon(ack.Oid))
            schedule.FoundCommon();
        enough |= ack.Status == AcknowledgmentStatus.Ready;
    }
}
