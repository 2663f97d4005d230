using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>What a server shows to one who pushes.</summary>
internal sealed class PushAdvertisement
{
    private readonly List<RemoteRef> refs = [];
    private readonly List<ObjectId> haves = [];

    private PushAdvertisement()
    {
    }

    /// <summary>Its refs.</summary>
    public IReadOnlyList<RemoteRef> Refs => refs;

    /// <summary>Objects it has besides, from repositories it borrows from.</summary>
    public IReadOnlyList<ObjectId> Haves => haves;

    /// <summary>Reads it.</summary>
    public static async ValueTask<PushAdvertisement> ReadAsync(AdvertisementReader reader, WireContext context, int maxRefs, CancellationToken cancellationToken)
    {
        var shown = new PushAdvertisement();
        var rules = new RefListRules(context, maxRefs);
        await foreach (var entry in reader.ReadEntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (entry)
            {
                case AdvertisementRef found:
                    rules.Add(found.Ref);
                    shown.refs.Add(new RemoteRef(found.Ref, found.Oid));
                    break;
                case AdvertisementHave have:
                    if (shown.haves.Count >= maxRefs)
                        throw new LimitExceededException(nameof(GitClientOptions.MaxRefs), maxRefs, "The number of objects that the server lists");
                    shown.haves.Add(have.Oid);
                    break;
                case AdvertisementPeeled peeled:
                    // A fetch knows what to do with these; a push needs none, and some servers send them nevertheless.
                    _ = peeled;
                    break;
            }
        }
        return shown;
    }

    /// <summary>The refs with legal names.</summary>
    public Dictionary<RefName, ObjectId> ByName()
    {
        var named = new Dictionary<RefName, ObjectId>();
        foreach (var found in refs)
        {
            if (found.Id is { } id && RefName.TryParse(found.Name, out var name) && !name.IsHead)
                named.Add(name, id);
        }
        return named;
    }
}
