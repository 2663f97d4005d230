using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>
/// Looks for common history at v0 and v1. The client stays one block ahead of the answers, and blocks are small enough for any pipe, so neither
/// side waits for the other to read.
/// </summary>
internal sealed class V0Negotiation(FetchV0Flow.Client.Negotiating start, IHaveWalker walker, WireContext context, GitClientOptions options)
{
    private readonly V0Listener listener = new(walker, new HaveSchedule(HaveScheduleKind.Stateful, options.Negotiation), context);
    private FetchV0Flow.Client.Negotiating talk = start;

    public async ValueTask<PackDelivery> RunAsync(ShallowUpdate? update, CancellationToken cancellationToken)
    {
        FetchV0Flow.Client.Finishing? finishing = null;
        var first = true;
        while (listener.Next() is { Count: > 0 } haves)
        {
            var sent = await talk.SendAsync(new HaveBlock { Haves = haves }, cancellationToken).ConfigureAwait(false);
            sent.IsNegotiating(out talk);
            if (!first)
                finishing = await listener.ReadAnswersAsync(talk, cancellationToken).ConfigureAwait(false);
            first = false;
        }
        if (finishing is null)
        {
            var sent = await talk.SendAsync(new HaveBlock { Done = true }, cancellationToken).ConfigureAwait(false);
            sent.IsFinishing(out var last);
            finishing = last;
        }
        return await listener.ReadPackAsync(finishing.Value, update, end: null, cancellationToken).ConfigureAwait(false);
    }
}
