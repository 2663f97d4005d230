using System.Text;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>How much history a client asks for, gathered line by line.</summary>
internal sealed class DepthWish(UploadPackService service)
{
    // Where git looks for a short name of a ref, and in this order.
    private static readonly CompositeFormat[] Places =
    [
        CompositeFormat.Parse("{0}"), CompositeFormat.Parse("refs/{0}"), CompositeFormat.Parse("refs/tags/{0}"),
        CompositeFormat.Parse("refs/heads/{0}"), CompositeFormat.Parse("refs/remotes/{0}"), CompositeFormat.Parse("refs/remotes/{0}/HEAD"),
    ];

    private readonly HashSet<ObjectId> not = [];
    private long? depth;
    private long? since;
    private int nots;

    /// <summary>True if anything was asked for.</summary>
    public bool Any => depth is not null || since is not null || nots > 0;

    /// <summary>Takes a number of commits.</summary>
    public void Deepen(long number) =>
        depth = number > 0 ? number : throw new MalformedMessageException($"Invalid deepen: {number}", "a number above 0");

    /// <summary>Takes a time.</summary>
    public void Since(long time) => since = time;

    /// <summary>Takes the name of a ref whose history is not wanted.</summary>
    public void Not(ByteString name)
    {
        if (++nots > service.Limits.MaxDeepenNots)
            throw new LimitExceededException(nameof(GitServerLimits.MaxDeepenNots), service.Limits.MaxDeepenNots, "The number of refs to exclude");
        var found = Places.Select(place => Find(place, name)).OfType<AdvertisedRef>().ToArray();
        if (found.Length != 1)
            throw new MalformedMessageException($"ambiguous deepen-not: {name.ToDisplayString()}", "the name of one ref");
        not.Add(found[0].Ref.Target!.Value);
    }

    /// <summary>Makes the request.</summary>
    public ShallowRequest Build(IReadOnlyCollection<ObjectId> wants, IReadOnlyCollection<ObjectId> clientShallow, bool relative)
    {
        if (depth is not null && (since is not null || nots > 0))
            throw new MalformedMessageException("deepen and deepen-since (or deepen-not) cannot be used together");
        if (clientShallow.Count > service.Limits.MaxShallows)
            throw new LimitExceededException(nameof(GitServerLimits.MaxShallows), service.Limits.MaxShallows, "The number of boundary commits");
        return new ShallowRequest
        {
            Wants = wants,
            ClientShallow = clientShallow,
            Depth = depth ?? (Any || service.Repository.ShallowBoundary.Count == 0 ? null : ShallowRequest.InfiniteDepth),
            Relative = relative && depth is not null,
            Since = since,
            Not = not,
        };
    }

    private AdvertisedRef? Find(CompositeFormat place, ByteString name)
    {
        var full = new ByteString([.. Encoding.Latin1.GetBytes(string.Format(null, place, Encoding.Latin1.GetString(name.Span)))]);
        return RefName.TryParse(full, out var parsed) ? service.Refs.Find(parsed) : null;
    }
}
