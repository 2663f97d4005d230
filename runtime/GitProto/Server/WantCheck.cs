using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Decides whether a client may have what it wants.</summary>
/// <param name="service">Who serves.</param>
/// <param name="rule">Which objects may be wanted.</param>
internal sealed class WantCheck(UploadPackService service, WantRule rule)
{
    /// <summary>What the client was shown, if that is known for sure; refs may have moved since.</summary>
    public IReadOnlySet<ObjectId>? Shown { get; init; }

    /// <summary>Checks all wants at once.</summary>
    /// <exception cref="PolicyException">One is not there or not allowed; the text is git's, and does not tell which of both.</exception>
    public void Check(IReadOnlyCollection<ObjectId> wants, CancellationToken cancellationToken)
    {
        if (wants.Count > service.Limits.MaxWants)
            throw new LimitExceededException(nameof(GitServerLimits.MaxWants), service.Limits.MaxWants, "The number of wants");
        foreach (var want in wants)
        {
            if (!service.Repository.Objects.Contains(want))
                throw NotOurs(want);
        }
        if (rule == WantRule.Any)
            return;
        var open = new HashSet<ObjectId>(wants);
        if (Shown is not null)
            open.ExceptWith(Shown);
        if (open.Count > 0 && (Shown is null || rule != WantRule.Tips))
            TakeTips(open, rule == WantRule.HiddenTips ? service.AllRefs : service.Refs);
        var refused = open.Count > 0 && rule == WantRule.Reachable
            ? Reachability.Unreachable(service.Repository, open, Tips(service.Refs), cancellationToken)
            : open;
        if (refused.Count > 0)
            throw NotOurs(wants.First(refused.Contains));
    }

    private static void TakeTips(HashSet<ObjectId> open, RefView refs)
    {
        foreach (var tip in Tips(refs))
        {
            open.Remove(tip);
            if (open.Count == 0)
                return;
        }
    }

    private static IEnumerable<ObjectId> Tips(RefView refs) => refs.List().Select(shown => shown.Ref.Target!.Value);

    private static PolicyException NotOurs(ObjectId id) => new(RefusalTexts.NotOurRef(id.ToString()));
}
