using System.Runtime.InteropServices;

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
        IRepository repository, IEnumerable<ObjectId> goals, IEnumerable<ObjectId> tips, CancellationToken cancellationToken = default) =>
        Unreachable(repository.Objects, repository.ShallowBoundary, goals, tips, cancellationToken);

    /// <summary>Finds what cannot be reached from any tip, in one walk that ends as soon as all are found.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="cut">Commits that are treated as having no parents.</param>
    /// <param name="goals">What is looked for.</param>
    /// <param name="tips">Where to begin; tags are followed, other objects passed over.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <returns>The goals that no tip reaches. What is no commit counts as reached only if it is a tip itself.</returns>
    public static IReadOnlyCollection<ObjectId> Unreachable(
        IObjectStore objects, IReadOnlySet<ObjectId> cut, IEnumerable<ObjectId> goals, IEnumerable<ObjectId> tips, CancellationToken cancellationToken = default)
    {
        var open = new HashSet<ObjectId>(goals);
        var reachable = new ReachableCommits(objects, cut);
        foreach (var tip in tips)
        {
            open.Remove(tip);
            if (open.Count > 0)
                reachable.Add(tip);
        }
        open.RemoveWhere(id => reachable.Contains(id, cancellationToken));
        return open;
    }

    /// <summary>Tells of many pairs whether one commit can be reached from the other. Each commit is read once, and 64 pairs share a walk.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="pairs">The pairs; tags are followed.</param>
    /// <param name="cancellationToken">Stops the walks.</param>
    /// <returns>An answer for each pair; false where one of the two is no commit.</returns>
    public static IReadOnlyList<bool> AreAncestors(
        IRepository repository, IReadOnlyList<(ObjectId Ancestor, ObjectId Descendant)> pairs, CancellationToken cancellationToken = default)
    {
        var answers = new bool[pairs.Count];
        var graph = new CommitGraph(repository.Objects, repository.ShallowBoundary);
        var walk = new AncestryWalk(graph, cancellationToken);
        var places = new List<int>();
        var numbers = new List<(int, int)>();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (repository.Objects.Peel(pairs[i].Ancestor) is { Type: ObjectType.Commit } ancestor
                && repository.Objects.Peel(pairs[i].Descendant) is { Type: ObjectType.Commit } descendant)
            {
                places.Add(i);
                numbers.Add((graph.Add(ancestor.Id), graph.Add(descendant.Id)));
            }
        }
        for (var start = 0; start < numbers.Count; start += AncestryWalk.MaxPairs)
        {
            var batch = CollectionsMarshal.AsSpan(numbers)[start..Math.Min(start + AncestryWalk.MaxPairs, numbers.Count)];
            var found = walk.Run(batch);
            for (var i = 0; i < batch.Length; i++)
                answers[places[start + i]] = (found >> i & 1) != 0;
        }
        return answers;
    }
}
