using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Shows refs and capabilities in v0 and v1.</summary>
internal sealed class V0Advertiser(UploadPackService service)
{
    /// <summary>The ids the client was shown. Not kept for a client that comes again on another connection.</summary>
    public HashSet<ObjectId> Shown { get; } = [];

    /// <summary>Writes the advertisement.</summary>
    public async Task<FetchV0Flow.Server.Asking> WriteAsync(FetchV0Flow.Server.Greeting greeting, CancellationToken cancellationToken)
    {
        using var refs = service.Refs.List().GetEnumerator();
        var any = refs.MoveNext();
        var head = new Advertisement
        {
            Version = service.Request.Version == 1,
            None = !any,
            Capabilities = UploadPackOffers.V0(service, any ? refs.Current : null),
        };
        var (writer, next) = greeting.OpenAdvertisement(head);
        for (var more = any; more; more = refs.MoveNext())
        {
            var (shown, peeled) = refs.Current;
            if (!service.Request.AdvertiseOnly)
                Shown.Add(shown.Target!.Value);
            await writer.WriteAsync(new AdvertisementRef(shown.Target!.Value, shown.Name.Bytes), cancellationToken).ConfigureAwait(false);
            if (peeled is { } id)
                await writer.WriteAsync(new AdvertisementPeeled(id, shown.Name.Bytes), cancellationToken).ConfigureAwait(false);
        }
        await writer.EndAsync(new AdvertisementTail { Shallows = [.. service.Repository.ShallowBoundary.Order()] }, cancellationToken).ConfigureAwait(false);
        return next;
    }
}
