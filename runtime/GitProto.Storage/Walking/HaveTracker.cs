namespace GitProto.Storage;

/// <summary>The server's side of a negotiation: what both have, and whether that is enough to make a good pack.</summary>
public sealed class HaveTracker
{
    private readonly CommitGraph graph;
    private readonly List<ObjectId> common = [];
    private readonly HashSet<ObjectId> others = [];
    private readonly int[] wants;
    private long oldest = long.MaxValue;

    /// <summary>Begins with nothing in common.</summary>
    /// <param name="objects">The server's objects.</param>
    /// <param name="wants">What the client wants; must exist.</param>
    /// <param name="cut">Commits treated as having no parents: the server's shallow boundary and the client's. Null if there are none.</param>
    public HaveTracker(IObjectStore objects, IEnumerable<ObjectId> wants, IReadOnlySet<ObjectId>? cut = null)
    {
        graph = new CommitGraph(objects, cut ?? new HashSet<ObjectId>());
        // What is no commit says nothing about history, and never stands in the way of being ready.
        this.wants = [.. wants.Select(want => objects.Peel(want)).Where(peeled => peeled is { Type: ObjectType.Commit }).Select(peeled => graph.Add(peeled!.Value.Id))];
    }

    /// <summary>The haves that are common, in the order they came, without those that were clear already.</summary>
    public IReadOnlyList<ObjectId> Common => common;

    /// <summary>Takes one have.</summary>
    public HaveAnswer Add(in ObjectId id)
    {
        if (!graph.Objects.TryReadHeader(id, out var type, out _))
            return HaveAnswer.Unknown;
        var known = type == ObjectType.Commit ? !AddCommit(graph.Add(id)) : !others.Add(id);
        if (!known)
            common.Add(id);
        return known ? HaveAnswer.AlreadyKnown : HaveAnswer.Common;
    }

    /// <summary>
    /// True if every wanted commit reaches some common commit through commits not older than the oldest of those. One walk, in which each commit
    /// is met once, whatever the number of wants.
    /// </summary>
    public bool IsReady() => common.Count > 0 && new ReadyWalk(graph, oldest).AllReach(wants);

    private bool AddCommit(int number)
    {
        graph.Load(number);
        var known = (graph[number].Marks & CommitMarks.Common) != 0;
        graph[number].Marks |= CommitMarks.Common;
        oldest = Math.Min(oldest, graph[number].Time);
        foreach (var parent in graph.Parents(number))
            graph[parent].Marks |= CommitMarks.Common;
        return !known;
    }
}
