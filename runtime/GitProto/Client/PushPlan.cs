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
        PushedRef[] plans = [.. targets.Select(target => Plan(target, cancellationToken))];
        if (!options.Atomic || plans.All(plan => plan.Succeeded))
            return plans;
        return [.. plans.Select(plan => plan.Succeeded && plan.Status != PushedRefStatus.UpToDate
            ? plan with { Status = PushedRefStatus.Aborted, Reason = AtomicFailed } : plan)];
    }

    private PushedRef Plan(PushTarget target, CancellationToken cancellationToken)
    {
        var old = remote.TryGetValue(target.Name, out var there) ? there : (ObjectId?)null;
        var plan = new PushedRef(target.Name, target.Source.Text, old, target.Source.Id, PushedRefStatus.Created);
        if (plan.New is not null && plan.New == old)
            return plan with { Status = PushedRefStatus.UpToDate };
        if (plan.New is null && !canDelete)
            return plan with { Status = PushedRefStatus.NoDelete, Reason = "remote does not support deleting refs" };
        var lease = leases.Find(target.Name);
        var force = target.Force;
        if (lease is not null)
        {
            if (!leases.Holds(lease, target.Name, old) && !force)
                return plan with { Status = PushedRefStatus.Stale, Reason = "stale info" };
            force = true;
        }
        if (plan.New is not { } next)
            return plan with { Status = PushedRefStatus.Deleted };
        if (old is not { } before)
            return plan;
        var (status, reason) = Judge(target.Name, before, next, cancellationToken);
        return reason is null ? plan with { Status = status } : force ? plan with { Status = PushedRefStatus.Forced } : plan with { Status = status, Reason = reason };
    }

    private (PushedRefStatus Status, string? Reason) Judge(RefName name, ObjectId before, ObjectId next, CancellationToken cancellationToken)
    {
        if (name.StartsWith("refs/tags/"u8))
            return (PushedRefStatus.AlreadyExists, "already exists");
        if (!repository.Objects.Contains(before))
            return (PushedRefStatus.FetchFirst, "fetch first");
        if (repository.Objects.Peel(before) is not { Type: ObjectType.Commit } from || repository.Objects.Peel(next) is not { Type: ObjectType.Commit } to)
            return (PushedRefStatus.NeedsForce, "needs force");
        return Reachability.Unreachable(repository, [from.Id], [to.Id], cancellationToken).Count == 0
            ? (PushedRefStatus.FastForward, null) : (PushedRefStatus.NonFastForward, "non-fast-forward");
    }
}
