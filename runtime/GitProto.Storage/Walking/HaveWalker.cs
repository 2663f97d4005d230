namespace GitProto.Storage;

/// <summary>
/// Tells commits youngest first, beginning with the tips, and leaves out all that the server is known to have: Git's
/// <c>consecutive</c> negotiation.
/// </summary>
public sealed class HaveWalker : IHaveWalker
{
    private readonly CommitGraph graph;
    private readonly CommitQueue queue = new();
    private int untold;

    /// <summary>Makes a walker over a local repository.</summary>
    /// <param name="objects">The local objects.</param>
    /// <param name="tips">Where to begin: what the local refs point to. What is no commit after peeling is passed over.</param>
    /// <param name="shallow">The local shallow boundary; null if there is none.</param>
    public HaveWalker(IObjectStore objects, IEnumerable<ObjectId> tips, IReadOnlySet<ObjectId>? shallow = null)
    {
        graph = new CommitGraph(objects, shallow ?? new HashSet<ObjectId>());
        foreach (var tip in tips)
        {
            if (objects.Peel(tip) is { Type: ObjectType.Commit } commit && graph.TryLoad(graph.Add(commit.Id)))
                Queue(graph.Add(commit.Id), CommitMarks.None);
        }
    }

    /// <summary>Makes a walker that begins at all refs and HEAD of a repository.</summary>
    public static HaveWalker Over(IRepository repository)
    {
        IEnumerable<Ref?> refs = [repository.Refs.TryRead(RefName.Head), .. repository.Refs.List()];
        return new HaveWalker(repository.Objects, refs.Select(r => r?.Target).OfType<ObjectId>(), repository.ShallowBoundary);
    }

    /// <inheritdoc/>
    public bool Exhausted => untold == 0;

    /// <inheritdoc/>
    public IReadOnlyList<ObjectId> Next(int count)
    {
        var told = new List<ObjectId>(Math.Min(count, 1024));
        while (told.Count < count && untold > 0 && queue.TryTake(out var number))
        {
            var marks = graph[number].Marks |= CommitMarks.Done;
            if ((marks & CommitMarks.Common) == 0)
            {
                untold--;
                told.Add(graph.Id(number));
            }
            QueueParents(number, (marks & (CommitMarks.Common | CommitMarks.Advertised)) != 0 ? CommitMarks.Common : CommitMarks.None);
        }
        return told;
    }

    /// <inheritdoc/>
    public bool MarkCommon(in ObjectId id)
    {
        var number = graph.Find(id);
        if (number < 0 || (graph[number].Marks & CommitMarks.Common) != 0)
            return false;
        SpreadCommon(number);
        return true;
    }

    /// <inheritdoc/>
    public void MarkAdvertised(in ObjectId id)
    {
        if (graph.Objects.Peel(id) is not { Type: ObjectType.Commit } commit || !graph.TryLoad(graph.Add(commit.Id)))
            return;
        var number = graph.Add(commit.Id);
        Queue(number, CommitMarks.Advertised);
        graph[number].Marks |= CommitMarks.Advertised;
        foreach (var parent in graph.Parents(number).ToArray())
            SpreadCommon(parent);
    }

    private void Queue(int number, CommitMarks marks)
    {
        ref var node = ref graph[number];
        if ((node.Marks & CommitMarks.Seen) != 0)
            return;
        marks |= node.Marks;
        node.Marks = marks | CommitMarks.Seen;
        if ((marks & CommitMarks.Common) == 0)
            untold++;
        queue.Add(number, node.Time);
    }

    private void QueueParents(int number, CommitMarks marks)
    {
        foreach (var parent in graph.Parents(number).ToArray())
        {
            if (!graph.TryLoad(parent))
                continue;
            if (marks == CommitMarks.Common)
                SpreadCommon(parent);
            Queue(parent, marks);
        }
    }

    // Reaches only what was met already; the rest learns it when its child leaves the queue.
    private void SpreadCommon(int number)
    {
        var pending = new Stack<int>();
        pending.Push(number);
        while (pending.TryPop(out var next))
        {
            ref var node = ref graph[next];
            if ((node.Marks & CommitMarks.Common) != 0)
                continue;
            if ((node.Marks & (CommitMarks.Seen | CommitMarks.Done)) == CommitMarks.Seen)
                untold--;
            node.Marks |= CommitMarks.Common;
            if (node.State != CommitState.Loaded || (node.Marks & CommitMarks.Seen) == 0)
                continue;
            foreach (var parent in graph.Parents(next))
                pending.Push(parent);
        }
    }
}
