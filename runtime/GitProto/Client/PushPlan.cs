using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Decides ref by ref, before anything is sent, what a push does and what it must not do.</summary>
/// <remarks>Source: git-push "&lt;refspec&gt;", "--force-with-lease", "--atomic"; remote.c set_ref_status_for_push.</remarks>
internal sealed class PushPlan(IRepository repository, IReadOnlyDictionary<RefName, ObjectId> remote, PushRefsOptions options, bool canDelete)
{
    private const string AtomicFailed = "atomic push failed";
    private readonly PushLeases leases = new(repository, remote, options);

    /// <summary>Makes the plan.</summary>
    public IReadOnlyList<PushedRef> Make(IEnumerable<PushTarget> targets, CancellationToken cancellationToken)
    {
        var judged = targets.Select(Begin).ToList();
        PushedRef[] plans = [.. judged.Select(one => one.Plan)];
        var moved = Enumerable.Range(0, plans.Length).Where(place => plans[place].Status == PushedRefStatus.FastForward).ToList();
        var forward = Reachability.AreAncestors(repository, [.. moved.Select(place => (plans[place].Old!.Value, plans[place].New!.Value))], cancellationToken);
        foreach (var (place, leadsThere) in moved.Zip(forward))
        {
            if (!leadsThere)
                plans[place] = Move(plans[place], judged[place].Force, PushedRefStatus.NonFastForward, "non-fast-forward");
        }
        if (!options.Atomic || plans.All(plan => plan.Succeeded))
            return plans;
        return [.. plans.Select(plan => plan.Succeeded && plan.Status != PushedRefStatus.UpToDate
            ? plan with { Status = PushedRefStatus.Aborted, Reason = AtomicFailed } : plan)];
    }

    // What moved counts as a fast-forward until its history is known; with it, whether it may go anywhere.
    private (PushedRef Plan, bool Force) Begin(PushTarget target)
    {
        var old = remote.TryGetValue(target.Name, out var there) ? there : (ObjectId?)null;
        var plan = new PushedRef(target.Name, target.Source.Text, old, target.Source.Id, PushedRefStatus.Created);
        if (plan.New is not null && plan.New == old)
            return (plan with { Status = PushedRefStatus.UpToDate }, false);
        if (plan.New is null && !canDelete)
            return (plan with { Status = PushedRefStatus.NoDelete, Reason = "remote does not support deleting refs" }, false);
        var lease = leases.Find(target.Name);
        if (lease is not null && !leases.Holds(lease, target.Name, old) && !target.Force)
            return (plan with { Status = PushedRefStatus.Stale, Reason = "stale info" }, false);
        var force = target.Force || lease is not null;
        if (plan.New is not { } next)
            return (plan with { Status = PushedRefStatus.Deleted }, force);
        return (old is { } before ? Judge(plan, force, before, next) : plan, force);
    }

    private PushedRef Judge(PushedRef plan, bool force, ObjectId before, ObjectId next)
    {
        if (plan.Name.StartsWith("refs/tags/"u8))
            return Move(plan, force, PushedRefStatus.AlreadyExists, "already exists");
        if (!repository.Objects.Contains(before))
            return Move(plan, force, PushedRefStatus.FetchFirst, "fetch first");
        return repository.Objects.Peel(before) is { Type: ObjectType.Commit } && repository.Objects.Peel(next) is { Type: ObjectType.Commit }
            ? plan with { Status = PushedRefStatus.FastForward } : Move(plan, force, PushedRefStatus.NeedsForce, "needs force");
    }

    private static PushedRef Move(PushedRef plan, bool force, PushedRefStatus otherwise, string reason) =>
        force ? plan with { Status = PushedRefStatus.Forced } : plan with { Status = otherwise, Reason = reason };
}
