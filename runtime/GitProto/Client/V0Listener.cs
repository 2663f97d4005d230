using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Takes in what a server of v0 or v1 answers to haves, and then the pack.</summary>
internal sealed class V0Listener(IHaveWalker walker, HaveSchedule schedule, WireContext context)
{
    private readonly HashSet<ObjectId> told = [];
    private readonly List<ObjectId> common = [];
    private readonly HashSet<ObjectId> isCommon = [];
    private bool enough;
    private long answers;

    /// <summary>What the server has acknowledged, in its order.</summary>
    public IReadOnlyList<ObjectId> Common => common;

    /// <summary>True if it is time to ask for the pack.</summary>
    public bool IsEnough => enough || schedule.IsEnough;

    /// <summary>The haves of the next block; none if there are no more, or no more are worth it.</summary>
    public IReadOnlyList<ObjectId> Next()
    {
        var haves = IsEnough ? [] : walker.Next(schedule.NextBlock());
        told.UnionWith(haves);
        schedule.Count(haves.Count);
        return haves;
    }

    /// <summary>Reads the answers to one block: up to the NAK that ends them, or to an ACK that says all.</summary>
    /// <returns>Where the pack comes without being asked for; null as long as it does not.</returns>
    public async ValueTask<FetchV0Flow.Client.Finishing?> ReadAnswersAsync(FetchV0Flow.Client.Negotiating talk, CancellationToken cancellationToken)
    {
        while (true)
        {
            var came = await talk.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            came.IsAnyAcknowledgment(out var answer);
            Learn(answer!);
            if (came.IsAcknowledgmentWithReadyIfNoDone(out _, out var last))
                return last;
            if (answer is AcknowledgmentNak)
                return null;
            if (answer is AcknowledgmentAck { Status: null })
            {
                // By an older rule no other will be acknowledged.
                enough = true;
                return null;
            }
        }
    }

    /// <summary>Reads the last answers, up to the pack.</summary>
    /// <param name="finishing">Where they come.</param>
    /// <param name="update">The new boundary, if a depth was asked for.</param>
    /// <param name="end">What is to be done behind a pack that ends in a packet.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask<PackDelivery> ReadPackAsync(
        FetchV0Flow.Client.Finishing finishing, ShallowUpdate? update, Func<CancellationToken, ValueTask>? end, CancellationToken cancellationToken)
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
                return Deliver(PipeReader.Create(banded.Pack!, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true)), CompleteAsync, isRaw: false, update);
            came.IsRawPack(out var raw, out _);
            return Deliver(raw!.Pack, _ => Complete(raw), isRaw: true, update);

            async ValueTask CompleteAsync(CancellationToken token)
            {
                await banded.CompleteAsync(token).ConfigureAwait(false);
                if (end is not null)
                    await end(token).ConfigureAwait(false);
            }
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
        if (isCommon.Add(ack.Oid))
            common.Add(ack.Oid);
        if (walker.MarkCommon(ack.Oid))
            schedule.FoundCommon();
        enough |= ack.Status == AcknowledgmentStatus.Ready;
    }
}
