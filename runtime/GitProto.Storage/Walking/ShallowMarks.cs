namespace GitProto.Storage;

/// <summary>One computation of a shallow boundary: which commits are on the edge, and which lie within.</summary>
internal sealed class ShallowMarks(CommitGraph graph, IReadOnlySet<ObjectId> own, CancellationToken cancellationToken)
{
    private readonly HashSet<int> inside = [];
    private readonly List<int> edge = [];

    /// <summary>All of these lie within: the whole history is asked for.</summary>
    public void KeepAll(IEnumerable<ObjectId> ids) => inside.UnionWith(ids.Select(id => graph.Add(id)));

    /// <summary>Everything nearer than a depth lies within, what is exactly that deep is the edge. Level by level, so each commit is met once.</summary>
    public void ByDepth(IEnumerable<ObjectId> starts, long depth)
    {
        var seen = new HashSet<int>();
        var level = starts.Select(id => graph.Add(id)).Where(seen.Add).ToList();
        for (var distance = 1L; level.Count > 0; distance++)
        {
            var next = new List<int>();
            foreach (var number in level)
            {
                cancellationToken.ThrowIfCancellationRequested();
                graph.Load(number);
                if ((depth < ShallowRequest.InfiniteDepth && distance >= depth) || own.Contains(graph.Id(number)))
                {
                    edge.Add(number);
                    continue;
                }
                inside.Add(number);
                foreach (var parent in graph.Parents(number))
                {
                    if (seen.Add(parent))
                        next.Add(parent);
                }
            }
            level = next;
        }
    }

    /// <summary>What the wants reach and the others do not, and is not too old, lies within; where a parent does not, there is the edge.</summary>
    public void ByHistory(IEnumerable<ObjectId> wants, IEnumerable<ObjectId> nots, long since)
    {
        var walk = new RevisionWalk(graph, cancellationToken) { Since = since };
        foreach (var not in nots)
            walk.Exclude(graph.Add(not));
        foreach (var want in wants)
            walk.Include(graph.Add(want));
        inside.UnionWith(walk.Run());
        if (inside.Count == 0)
            throw new ObjectRefusedException("No commit fits the history that is asked for.");
        foreach (var number in inside)
        {
            if (own.Contains(graph.Id(number)) || graph.Parents(number).ToArray().Any(parent => !inside.Contains(parent)))
                edge.Add(number);
        }
        inside.ExceptWith(edge);
    }

    /// <summary>Compares with what the client has.</summary>
    public ShallowResult Result(HashSet<ObjectId> client)
    {
        var shallow = edge.Select(graph.Id).Where(id => !client.Contains(id)).ToArray();
        var unshallow = client.Where(id => inside.Contains(graph.Find(id))).ToArray();
        var parents = new List<ObjectId>();
        foreach (var number in unshallow.Select(id => graph.Find(id)))
        {
            graph.Load(number);
            parents.AddRange(graph.Parents(number).ToArray().Select(graph.Id));
        }
        return new ShallowResult { Shallow = shallow, Unshallow = unshallow, ExtraWants = parents, Cut = new HashSet<ObjectId>([.. own, .. client, .. shallow]) };
    }
}
