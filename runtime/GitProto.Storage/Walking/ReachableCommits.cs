namespace GitProto.Storage;

/// <summary>Tells of objects whether some tips reach them, by one walk that goes on no further than an answer needs.</summary>
public sealed class ReachableCommits
{
    private readonly CommitGraph graph;
    private readonly CommitQueue queue = new();
    private readonly HashSet<ObjectId> others = [];

    /// <summary>Begins with no tips.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="cut">Commits that are treated as having no parents.</param>
    public ReachableCommits(IObjectStore objects, IReadOnlySet<ObjectId> cut) => graph = new CommitGraph(objects, cut);

    /// <summary>Adds a tip. Tags are followed; of other objects only the tip itself is reached.</summary>
    public void Add(in ObjectId tip)
    {
        if (graph.Objects.Peel(tip) is { Type: ObjectType.Commit } commit)
            Enqueue(graph.Add(commit.Id));
        if (graph.Find(tip) < 0)
            others.Add(tip);
    }

    /// <summary>True for a commit that a tip reaches, and for a tip. Nothing is kept of what is not reached.</summary>
    public bool Contains(in ObjectId id, CancellationToken cancellationToken = default)
    {
        while (!IsMet(id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!queue.TryTake(out var number))
                return false;
            for (var i = 0; i < graph[number].ParentCount; i++)
                Enqueue(graph.Parents(number)[i]);
        }
        return true;
    }

    private bool IsMet(in ObjectId id) => others.Contains(id) || (graph.Find(id) is >= 0 and var number && (graph[number].Marks & CommitMarks.Seen) != 0);

    private void Enqueue(int number)
    {
        if ((graph[number].Marks & CommitMarks.Seen) != 0 || !graph.TryLoad(number))
            return;
        graph[number].Marks |= CommitMarks.Seen;
        queue.Add(number, graph[number].Time);
    }
}
