using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Answers the haves of a v0 client, block by block, by the rules of the mode that was agreed.</summary>
internal sealed class V0Answers(WireSession session, Negotiation negotiation, FetchV0Flow.Server.Negotiating talk)
{
    private readonly bool detailed = session.Context.Asked.TryGetMultiAckDetailed(out _);
    private readonly bool many = session.Context.Asked.TryGetMultiAckDetailed(out _) || session.Context.Asked.TryGetMultiAck(out _);
    private FetchV0Flow.Server.Negotiating talk = talk;
    private FetchV0Flow.Server.Finishing? finishing;
    private bool acknowledged;

    /// <summary>Talks until the client is done.</summary>
    /// <returns>Null if it left.</returns>
    public async Task<FetchV0Flow.Server.Finishing?> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var got = await talk.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (got.IsHaveBlockWithDone(out var last, out var end))
            {
                finishing = end;
                await AnswerAsync(last, cancellationToken).ConfigureAwait(false);
                AnswerDone();
                return finishing;
            }
            if (!got.IsHaveBlock(out var block, out talk))
                return null;
            var fresh = await AnswerAsync(block, cancellationToken).ConfigureAwait(false);
            AnswerFlush(block, fresh);
            await session.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (finishing is not null)
                return finishing;
            if (session.Context.Stateless)
                return null;
        }
    }

    /// <summary>Answers each have.</summary>
    /// <returns>True if all of them are common.</returns>
    private async Task<bool> AnswerAsync(HaveBlock block, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var id in block.Haves)
        {
            var unknown = negotiation.Add(id) == HaveAnswer.Unknown;
            all &= !unknown;
            if (unknown && many && negotiation.IsReady())
                Say(id, detailed ? AcknowledgmentStatus.Ready : AcknowledgmentStatus.Continue);
            else if (!unknown && many)
                Say(id, detailed ? AcknowledgmentStatus.Common : AcknowledgmentStatus.Continue);
            else if (!unknown && !acknowledged)
                Say(id, null);
            acknowledged |= !unknown;
            await session.Writer.FlushIfManyAsync(cancellationToken).ConfigureAwait(false);
        }
        return all && block.Haves.Count > 0;
    }

    private void AnswerFlush(HaveBlock block, bool allCommon)
    {
        if (detailed && block.Haves.Count > 0 && allCommon && negotiation.IsReady())
            Say(negotiation.Last, AcknowledgmentStatus.Ready);
        if (many || negotiation.Common.Count == 0)
            Say(new AcknowledgmentNak());
        if (finishing is not null)
            Say(negotiation.Last, null);
    }

    private void AnswerDone()
    {
        if (negotiation.Common.Count == 0)
            Say(new AcknowledgmentNak());
        else if (many)
            Say(negotiation.Last, null);
    }

    private void Say(ObjectId id, AcknowledgmentStatus? status) => Say(new AcknowledgmentAck(id, status));

    private void Say(Acknowledgment answer)
    {
        if (finishing is { } end)
        {
            finishing = end.Write(answer);
            return;
        }
        var after = talk.Write(answer);
        if (after.IsFinishing(out var next))
            finishing = next;
        else
            after.IsNegotiating(out talk);
    }
}
