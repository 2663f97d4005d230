using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Serves one client in v0 or v1.</summary>
internal sealed class UploadPackV0(WireSession session, UploadPackService service, LastWords lastWords)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var advertiser = new V0Advertiser(service);
        FetchV0Flow.Server.Asking asking;
        if (service.Request is { Stateless: true, AdvertiseOnly: false })
        {
            asking = FetchV0Flow.Server.ResumeAsking(session);
            session.Context.Offered = UploadPackOffers.V0(service, null);
        }
        else
        {
            var greeting = FetchV0Flow.Server.Begin(session);
            if (service.Request.NameService)
                greeting = await greeting.SendAsync(new ServiceHeader { Service = ServiceHeaderService.UploadPack }, cancellationToken).ConfigureAwait(false);
            asking = await advertiser.WriteAsync(greeting, cancellationToken).ConfigureAwait(false);
            if (service.Request.AdvertiseOnly)
                return;
        }
        var asked = await asking.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (!asked.IsAnyUploadRequest(out var request))
            return;
        var plan = await Task.Run(() => Plan(request, advertiser.Shown, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (asked.IsUploadRequestWithDepth(out _, out var cutting))
        {
            var edge = new ShallowUpdate { Shallows = plan.Edge.Shallow, Unshallows = plan.Edge.Unshallow };
            await TalkAsync(plan, await cutting.SendAsync(edge, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        else if (asked.IsUploadRequest(out _, out var talk))
        {
            await TalkAsync(plan, talk, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TalkAsync(FetchPlan plan, FetchV0Flow.Server.Negotiating talk, CancellationToken cancellationToken)
    {
        var negotiation = new Negotiation(service, plan);
        var answers = new V0Answers(session, negotiation, talk);
        if (await answers.RunAsync(cancellationToken).ConfigureAwait(false) is not { } finishing)
            return;
        // The answers go at once; the pack may take its time.
        await session.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        var pack = new PackSender(service, plan, negotiation.Common);
        if (session.Context.IsOpen(Elements.SidebandPack))
        {
            var (writer, _) = finishing.OpenSidebandPack(new SidebandPack());
            using var bands = writer.Bands;
            await pack.SendAsync(bands, lastWords, cancellationToken).ConfigureAwait(false);
            await writer.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var (writer, _) = finishing.OpenRawPack(new RawPack());
            await pack.SendAsync(writer.Raw, lastWords, cancellationToken).ConfigureAwait(false);
            await writer.EndAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private FetchPlan Plan(UploadRequest request, HashSet<ObjectId> shown, CancellationToken cancellationToken)
    {
        var stateless = service.Request.Stateless;
        // A client that comes again over another connection was shown refs that may have moved, so what they reach will do.
        var rule = stateless && service.Rules.Wants == WantRule.Tips ? WantRule.Reachable : service.Rules.Wants;
        var wants = request.Wants.ToHashSet();
        new WantCheck(service, rule) { Shown = stateless ? null : shown }.Check(wants, cancellationToken);
        var wish = new DepthWish(service);
        foreach (var depth in request.Depths)
        {
            if (depth is UploadRequestDeepen deepen)
                wish.Deepen(deepen.Number);
            else if (depth is UploadRequestDeepenSince since)
                wish.Since(since.Time);
            else if (depth is UploadRequestDeepenNot not)
                wish.Not(not.Ref);
        }
        var asked = request.Capabilities;
        var shallow = wish.Build(wants, request.Shallows, asked.TryGetDeepenRelative(out _));
        return new FetchPlan
        {
            Wants = wants,
            Edge = ShallowWalk.Compute(service.Repository, shallow, cancellationToken),
            Filter = FilterText.Read(request.Filter),
            Thin = asked.TryGetThinPack(out _),
            OfsDelta = asked.TryGetOfsDelta(out _),
            IncludeTag = asked.TryGetIncludeTag(out _),
            Quiet = asked.TryGetNoProgress(out _),
        };
    }
}
