using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>Makes refs of an advertisement of v0 or v1.</summary>
internal sealed class V0RefList(WireContext context, int maxRefs)
{
    private readonly List<RemoteRef> refs = [];
    private readonly RefListRules rules = new(context, maxRefs);

    /// <summary>Reads all of them.</summary>
    public async ValueTask<List<RemoteRef>> ReadAsync(AdvertisementReader advertisement, CancellationToken cancellationToken)
    {
        var links = Links(advertisement.Head.Capabilities);
        await foreach (var entry in advertisement.ReadEntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (entry)
            {
                case AdvertisementRef found:
                    rules.Add(found.Ref);
                    refs.Add(new RemoteRef(found.Ref, found.Oid, null, links.GetValueOrDefault(found.Ref)));
                    break;
                case AdvertisementPeeled peeled:
                    if (refs.Count == 0 || refs[^1].Name != peeled.Ref || refs[^1].Peeled is not null)
                        throw rules.Stray(peeled.Ref);
                    refs[^1] = refs[^1] with { Peeled = peeled.Oid };
                    break;
            }
        }
        return refs;
    }

    /// <summary>Where symbolic refs point. What is no legal name, or a second target of the same ref, is passed over.</summary>
    private static Dictionary<ByteString, RefName> Links(Capabilities offered)
    {
        var links = new Dictionary<ByteString, RefName>();
        foreach (var link in offered.GetSymrefAll())
        {
            if (RefName.TryParse(link.TargetRef, out var target))
                links.TryAdd(link.Ref, target);
        }
        return links;
    }
}
