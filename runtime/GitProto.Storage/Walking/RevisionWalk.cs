namespace GitProto.Storage;

/// <summary>
/// Commits that some starts reach and others do not, youngest first. The walk ends when only excluded commits wait, and none of them is as young
/// as a commit that was included, so that ordinary clock skew does no harm; worse skew lets in too much, never too little.
/// </summary>
internal sealed class RevisionWalk(CommitGraph graph, CancellationToken cancellationToken)
{
    // Git's margin: so many more excluded commits are looked at after the last included one.
    private const int Margin = 5;

    private readonly CommitQueue queue = new();
    private int waiting;

    /// <summary>Commits older than this are excluded, with all that they reach.</summary>
    public long Since { get; init; } = long.MinValue;

    /// <summary>Is told how many commits were included so far; null for nobody.</summary>
    public Action<int>? Met { get; init; }

    /// <summary>Adds a start. Excluding is done before including.</summary>
    public void Include(int number)
    {
        graph.Load(number);
        Enqueue(number);
    }

    /// <summary>Excludes a commit and all that it reaches; one that is missing is passed over.</summary>
    public void Exclude(int number)
    {
        if (!graph.TryLoad(number))
            return;
        SpreadExcluded(number);
        Enqueue(number);
    }

    /// <summary>Walks.</summary>
    /// <returns>The included commits in the order they were met.</returns>
    public List<int> Run()
    {
        var met = new List<int>();
        var margin = Margin;
        var oldest = long.MaxValue;
        while ((waiting > 0 || margin > 0) && queue.TryTake(out var number))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (graph[number].Time < Since)
                SpreadExcluded(number);
            if (!IsExcluded(number))
            {
                waiting--;
                met.Add(number);
                Met?.Invoke(met.Count);
                margin = Margin;
                oldest = Math.Min(oldest, graph[number].Time);
            }
            else if (waiting == 0 && graph[number].Time < oldest)
                margin--;
            graph[number].Marks |= CommitMarks.Done;
            EnqueueParents(number);
        }
        met.RemoveAll(IsExcluded);
        return met;
    }

    /// <summary>True if a commit is known to be excluded.</summary>
    public bool IsExcluded(int number) => (graph[number].Marks & CommitMarks.Common) != 0;

    private void EnqueueParents(int number)
    {
        var excluded = IsExcluded(number);
        for (var i = 0; i < graph[number].ParentCount; i++)
        {
            var parent = graph.Parents(number)[i];
            if (excluded)
                SpreadExcluded(parent);
            if (graph.TryLoad(parent))
                Enqueue(parent);
            else if (!IsExcluded(parent))
                graph.Load(parent);
        }
    }

    private void Enqueue(int number)
    {
        ref var node = ref graph[number];
        if ((node.Marks & CommitMarks.Seen) != 0)
            return;
        node.Marks |= CommitMarks.Seen;
        if ((node.Marks & CommitMarks.Common) == 0)
            waiting++;
        queue.Add(number, node.Time);
    }

    private void SpreadExcluded(int number)
    {
        var pending = new Stack<int>();
        pending.Push(number);
        while (pending.TryPop(out var next))
        {
            ref var node = ref graph[next];
            if ((node.Marks & CommitMarks.Common) != 0)
                continue;
            node.Marks |= CommitMarks.Common;
            if ((node.Marks & (CommitMarks.Seen | CommitMarks.Done)) == CommitMarks.Seen)
                waiting--;
            if (node.State != CommitState.Loaded || (node.Marks & CommitMarks.Seen) == 0)
                continue;
            foreach (var parent in graph.Parents(next))
                pending.Push(parent);
        }
    }
}
