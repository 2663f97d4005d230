using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Decides what is to become of the refs here.</summary>
internal sealed class FetchPlan(IRepository repository)
{
    /// <summary>Judges all refs; the histories of those that moved are walked together.</summary>
    public FetchedRef[] Make(IEnumerable<FetchMapping> mappings, CancellationToken cancellationToken)
    {
        var stored = mappings.Where(mapping => mapping.Local is not null).ToList();
        FetchedRef[] plans = [.. stored.Select(Begin)];
        var moved = Enumerable.Range(0, plans.Length).Where(place => plans[place].Status == FetchedRefStatus.FastForward).ToList();
        var forward = Reachability.AreAncestors(repository, [.. moved.Select(place => (plans[place].Old!.Value, plans[place].New!.Value))], cancellationToken);
        foreach (var (place, leadsThere) in moved.Zip(forward))
        {
            if (!leadsThere)
                plans[place] = Jump(plans[place], stored[place], "non-fast-forward");
        }
        return plans;
    }

    // What moved counts as a fast-forward until its history is known.
    private FetchedRef Begin(FetchMapping mapping)
    {
        var name = mapping.Local!;
        var next = mapping.Remote.Id!.Value;
        var old = repository.Refs.Resolve(name);
        var plan = new FetchedRef(name, mapping.Remote, old, next, FetchedRefStatus.Created);
        if (!repository.Objects.Contains(next))
            return Refuse(plan, "its object did not come");
        if (name.StartsWith("refs/heads/"u8) && repository.Objects.Peel(next) is not { Type: ObjectType.Commit })
            return Refuse(plan, "a branch can only point to a commit");
        if (old is not { } before)
            return plan;
        if (before == next)
            return plan with { Status = FetchedRefStatus.UpToDate };
        return name.StartsWith("refs/tags/"u8) ? Jump(plan, mapping, "would clobber existing tag") : plan with { Status = FetchedRefStatus.FastForward };
    }

    private static FetchedRef Jump(FetchedRef plan, FetchMapping mapping, string reason) =>
        mapping.Force ? plan with { Status = FetchedRefStatus.Forced } : Refuse(plan, reason);

    private static FetchedRef Refuse(FetchedRef plan, string reason) => plan with { Status = FetchedRefStatus.Refused, Reason = reason };
}
