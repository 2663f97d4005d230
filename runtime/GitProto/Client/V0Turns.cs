using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>
/// Looks for common history at v0 and v1 where each request is a connection of its own: the server forgets in between, so each request says again what is wanted, where
/// history stops, and all that is common.
/// </summary>
internal sealed class V0Turns(UploadRequest request, IHaveWalker walker, Turns turns, WireSession session, GitClientOptions options, ShallowUpdate? edge)
{
    private readonly V0Listener listener = new(walker, new HaveSchedule(HaveScheduleKind.Stateless, options.Negotiation), session.Context);
    private ShallowUpdate? update = edge;

    public async ValueTask<PackDelivery> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<ObjectId> common = [.. listener.Common];
            // Where the server does not tell what it has of a block from what is enough, all is fetched.
            var haves = request.Capabilities.Has(CapabilityId.MultiAckDetailed) ? listener.Next() : [];
            await turns.BeginAsync(cancellationToken).ConfigureAwait(false);
            var (negotiating, finishing) = await AskAsync(new HaveBlock { Haves = [.. common, .. haves], Done = haves.Count == 0 }, cancellationToken).ConfigureAwait(false);
            finishing ??= await listener.ReadAnswersAsync(negotiating!.Value, cancellationToken).ConfigureAwait(false);
            if (finishing is { } last)
                return await listener.ReadPackAsync(last, update, turns.EndAnswerAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a whole request, and reads the new boundary where a depth is asked for: it comes again in each turn.</summary>
    private async ValueTask<(FetchV0Flow.Client.Negotiating?, FetchV0Flow.Client.Finishing?)> AskAsync(HaveBlock block, CancellationToken cancellationToken)
    {
        var asked = FetchV0Flow.Client.ResumeAsking(session).Write(request);
        if (asked.IsNegotiating(out var negotiating))
        {
            var told = negotiating.Write(block);
            await SendAsync(cancellationToken).ConfigureAwait(false);
            return told.IsFinishing(out var finishing) ? (null, finishing) : (negotiating, null);
        }
        asked.IsCutting(out var cutting);
        var cut = cutting.Write(block);
        await SendAsync(cancellationToken).ConfigureAwait(false);
        if (cut.IsCuttingFinishing(out var last))
        {
            (update, var end) = await last.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            return (null, end);
        }
        cut.IsCuttingNegotiating(out var more);
        (update, negotiating) = await more.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        return (negotiating, null);
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await session.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        await turns.EndRequestAsync().ConfigureAwait(false);
    }
}
