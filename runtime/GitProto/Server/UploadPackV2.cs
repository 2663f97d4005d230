using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Serves one client in v2.</summary>
internal sealed class UploadPackV2(WireSession session, UploadPackService service, LastWords lastWords)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var offer = UploadPackOffers.V2(service);
        UploadPackV2Flow.Server.Idle idle;
        if (service.Request is { Stateless: true, AdvertiseOnly: false })
        {
            idle = UploadPackV2Flow.Server.ResumeIdle(session);
            session.Context.Offered = offer;
        }
        else
        {
            idle = await UploadPackV2Flow.Server.Begin(session).SendAsync(new V2Advertisement { Capabilities = offer }, cancellationToken).ConfigureAwait(false);
            if (service.Request.AdvertiseOnly)
                return;
        }
        do
        {
            var got = await idle.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (got.IsFlush(out _) || got.IsEof(out _))
                return;
            RequestCheck.Check(session.Context, service.Repository.Format);
            idle = await AnswerAsync(got, cancellationToken).ConfigureAwait(false);
            lastWords.Resume();
        }
        while (!service.Request.Stateless);
    }

    private async Task<UploadPackV2Flow.Server.Idle> AnswerAsync(UploadPackV2Flow.Server.IdleReceived got, CancellationToken cancellationToken)
    {
        if (got.IsLsRefsRequest(out var list, out var listing))
            return await new V2Listing(service).AnswerAsync(list, listing, cancellationToken).ConfigureAwait(false);
        if (got.IsObjectInfoRequest(out var facts, out var informing))
            return await informing.SendAsync(ObjectFacts.Of(service, session.Context, facts), cancellationToken).ConfigureAwait(false);
        if (got.IsFetchRequestWithoutWanted(out _, out var same))
            return same;
        // From here on a refusal has to be in a band, too.
        session.Writer.Banded = got.IsAnyFetchRequest(out var any) && any.Arguments is { SidebandAll: true };
        var fetch = new V2Fetch(service, lastWords);
        if (got.IsFetchRequestWithDone(out var last, out var delivering))
        {
            var answer = await fetch.PrepareAsync(last, cancellationToken).ConfigureAwait(false);
            var (writer, next) = delivering.OpenFetchResponse(answer);
            await session.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            await fetch.SendAsync(writer, cancellationToken).ConfigureAwait(false);
            return next;
        }
        if (got.IsFetchRequest(out var request, out var negotiating) || got.IsFetchRequestWithWaitForDone(out request, out negotiating))
        {
            var answer = await fetch.PrepareAsync(request, cancellationToken).ConfigureAwait(false);
            var (writer, next) = negotiating.OpenFetchResponse(answer);
            await session.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            await fetch.SendAsync(writer, cancellationToken).ConfigureAwait(false);
            return next;
        }
        throw new PolicyException("This command is not served.");
    }
}
