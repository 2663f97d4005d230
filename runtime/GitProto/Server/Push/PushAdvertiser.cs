using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Shows a client that pushes the refs it may change: without HEAD, without what tags point to, without what is hidden.</summary>
internal static class PushAdvertiser
{
    /// <summary>Writes the advertisement.</summary>
    public static async Task<PushFlow.Server.Commanding> WriteAsync(PushFlow.Server.Greeting greeting, ReceivePackService service, CancellationToken cancellationToken)
    {
        using var entries = Entries(service).GetEnumerator();
        var any = entries.MoveNext();
        var head = new Advertisement { Version = service.Request.Version == 1, None = !any, Capabilities = service.Offers() };
        var (writer, next) = greeting.OpenAdvertisement(head);
        for (var more = any; more; more = entries.MoveNext())
            await writer.WriteAsync(entries.Current, cancellationToken).ConfigureAwait(false);
        await writer.EndAsync(new AdvertisementTail { Shallows = [.. service.Repository.ShallowBoundary.Order()] }, cancellationToken).ConfigureAwait(false);
        return next;
    }

    private static IEnumerable<AdvertisementEntry> Entries(ReceivePackService service)
    {
        foreach (var tip in service.OtherTips)
            yield return new AdvertisementHave(tip);
        foreach (var shown in service.Refs.List(["refs/"]))
            yield return new AdvertisementRef(shown.Ref.Target!.Value, shown.Ref.Name.Bytes);
    }
}
