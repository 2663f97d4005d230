using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Answers one fetch request of v2.</summary>
internal sealed class V2Fetch(UploadPackService service, LastWords lastWords)
{
    private FetchPlan? plan;
    private Negotiation? negotiation;
    private bool delivers;

    /// <summary>Works out everything that stands before the pack.</summary>
    public Task<FetchResponse> PrepareAsync(FetchRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => Prepare(request.Arguments ?? new FetchRequestArguments(), cancellationToken), cancellationToken);

    /// <summary>Sends the pack, if one is due, and ends the answer.</summary>
    public async Task SendAsync(FetchResponseWriter writer, CancellationToken cancellationToken)
    {
        if (delivers)
        {
            using var bands = writer.Bands;
            await new PackSender(service, plan!, negotiation!.Common).SendAsync(bands, lastWords, cancellationToken).ConfigureAwait(false);
        }
        await writer.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private FetchResponse Prepare(FetchRequestArguments asked, CancellationToken cancellationToken)
    {
        plan = new V2Plan(service, asked).Make(cancellationToken);
        negotiation = new Negotiation(service, plan);
        foreach (var have in asked.Haves)
            negotiation.Add(have);
        var answers = asked is { Haves.Count: > 0, Done: false };
        var ready = answers && !asked.WaitForDone && negotiation.IsReady();
        delivers = !answers || ready;
        return new FetchResponse
        {
            Common = answers
                ? new FetchResponseCommon { Nak = negotiation.Common.Count == 0, Acks = negotiation.Common, GoOn = ready ? new FetchResponseGoOn() : null }
                : null,
            Delivery = delivers ? Delivery(asked) : null,
        };
    }

    private FetchResponseDelivery Delivery(FetchRequestArguments asked) => new()
    {
        ShallowPart = asked.Depths.Count > 0 || asked.Shallows.Count > 0 || service.Repository.ShallowBoundary.Count > 0
            ? new FetchResponseShallowPart { Shallows = plan!.Edge.Shallow, Unshallows = plan.Edge.Unshallow }
            : null,
        WantedPart = plan!.WantedRefs.Count > 0 ? new FetchResponseWantedPart { WantedRefs = plan.WantedRefs } : null,
    };
}
