namespace GitProto.Storage;

/// <summary>Decides for many starts at once whether each reaches a commit marked common: down once, then back up along the edges.</summary>
/// <param name="graph">The commits.</param>
/// <param name="oldest">Commits older than this are not looked into.</param>
internal sealed class ReadyWalk(CommitGraph graph, long oldest)
{
    private readonly HashSet<int> seen = [];
    private readonly Dictionary<int, List<int>> children = [];
    private readonly Stack<int> reaching = new();

    /// <summary>True if all of them do.</summary>
    public bool AllReach(IReadOnlyCollection<int> starts)
    {
        Descend(starts);
        var reached = new HashSet<int>(reaching);
        while (reaching.TryPop(out var number))
        {
            foreach (var child in children.GetValueOrDefault(number, []))
            {
                if (reached.Add(child))
                    reaching.Push(child);
            }
        }
        return starts.All(reached.Contains);
    }

    private void Descend(IEnumerable<int> starts)
    {
        var pending = new Stack<int>(starts);
        while (pending.TryPop(out var number))
        {
            if (!seen.Add(number) || !graph.TryLoad(number))
                continue;
            if ((graph[number].Marks & CommitMarks.Common) != 0)
            {
                reaching.Push(number);
                continue;
            }
            if (graph[number].Time < oldest)
                continue;
            foreach (var parent in graph.Parents(number))
            {
                if (!children.TryGetValue(parent, out var list))
                    children[parent] = list = [];
                list.Add(number);
                pending.Push(parent);
            }
        }
    }
}
