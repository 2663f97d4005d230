namespace GitProto.Storage;

/// <summary>Which commits can be reached from others.</summary>
public static class Reachability
{
    /// <summary>Finds what cannot be reached from any tip, in one walk that ends as soon as all are found.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="goals">What is looked for.</param>
    /// <param name="tips">Where to begin; tags are followed, other objects passed over.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <returns>The goals that no tip reaches. What is no commit counts as reached only if it is a tip itself.</returns>
    public static IReadOnlyCollection<ObjectId> Unreachable(
        IRepository repository, IEnumerable<ObjectId> goals, IEnumerable<ObjectId> tips, CancellationToken cancellationToken = default)
    {
        var open = new HashSet<ObjectId>(goals);
        var graph = new CommitGraph(repository.Objects, repository.ShallowBoundary);
        var queue = new CommitQueue();
        foreach (var tip in tips)
        {
            open.Remove(tip);
            if (open.Count > 0 && repository.Objects.Peel(tip) is { Type: ObjectType.Commit } commit)
                Enqueue(graph, queue, graph.Add(commit.Id));
        }
        while (open.Count > 0 && queue.TryTake(out var number))
        {
            cancellationToken.ThrowIfCancellationRequested();
            open.Remove(graph.Id(number));
            for (var i = 0; i < graph[number].ParentCount; i++)
                Enqueue(graph, queue, graph.Parents(number)[i]);
        }
        return open;
    }

    private static void Enqueue(CommitGraph graph, CommitQueue queue, int number)
    {
        if ((graph[number].Marks & CommitMarks.Seen) != 0 || !graph.TryLoad(number))
            return;
        graph[number].Marks |= CommitMarks.Seen;
        queue.Add(number, graph[number].Time);
    }
}
