using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Finds out what both sides have. Memory grows with what is common, up to a bound, and never with what is not.</summary>
internal sealed class Negotiation(UploadPackService service, FetchPlan plan)
{
    private readonly HaveTracker tracker = new(service.Repository.Objects, plan.Wants, plan.Edge.Cut);
    private ReachableCommits? visible;
    private int triedAt;
    private bool ready;

    /// <summary>What both have, without what follows from the rest.</summary>
    public IReadOnlyList<ObjectId> Common => tracker.Common;

    /// <summary>The last object that turned out to be common.</summary>
    public ObjectId Last { get; private set; }

    /// <summary>Takes one have.</summary>
    public HaveAnswer Add(in ObjectId id)
    {
        if (tracker.Common.Count >= service.Limits.MaxCommonHaves || (service.Rules.StrictHaves && !IsVisible(id)))
            return HaveAnswer.Unknown;
        var answer = tracker.Add(id);
        if (answer != HaveAnswer.Unknown)
            Last = id;
        return answer;
    }

    /// <summary>True if enough is known for a good pack. A walk; it is not repeated while nothing new is common.</summary>
    public bool IsReady()
    {
        if (ready || triedAt == tracker.Common.Count)
            return ready;
        triedAt = tracker.Common.Count;
        return ready = tracker.IsReady();
    }

    private bool IsVisible(in ObjectId id)
    {
        if (!service.Repository.Objects.Contains(id))
            return false;
        if (visible is null)
        {
            visible = new ReachableCommits(service.Repository.Objects, service.Repository.ShallowBoundary);
            foreach (var shown in service.Refs.List())
                visible.Add(shown.Ref.Target!.Value);
        }
        return visible.Contains(id);
    }
}
