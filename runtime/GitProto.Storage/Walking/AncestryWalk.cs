using System.Runtime.InteropServices;

namespace GitProto.Storage;

/// <summary>
/// Tells of up to 64 pairs in one walk whether the one commit is an ancestor of the other. Both sides are painted downwards until all that waits is reached from
/// both, so the walk covers what the sides do not share, and is right whatever the dates of the commits.
/// </summary>
internal sealed class AncestryWalk(CommitGraph graph, CancellationToken cancellationToken)
{
    /// <summary>The most pairs for one walk.</summary>
    public const int MaxPairs = 64;

    private readonly List<AncestryPaint> paints = [];
    private CommitQueue queue = new();
    private int open;

    /// <summary>Walks.</summary>
    /// <param name="pairs">Numbers of commits in the graph.</param>
    /// <returns>A bit for each pair, the lowest for the first.</returns>
    public ulong Run(ReadOnlySpan<(int Ancestor, int Descendant)> pairs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pairs.Length, MaxPairs, nameof(pairs));
        paints.Clear();
        (queue, open) = (new CommitQueue(), 0);
        for (var i = 0; i < pairs.Length; i++)
        {
            Spread(pairs[i].Ancestor, 1UL << i, 0);
            Spread(pairs[i].Descendant, 0, 1UL << i);
        }
        while (open > 0 && queue.TryTake(out var number))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var paint = Take(number);
            for (var i = 0; i < graph[number].ParentCount; i++)
                Spread(graph.Parents(number)[i], paint.Below, paint.Above);
        }
        var found = 0UL;
        for (var i = 0; i < pairs.Length; i++)
            found |= At(pairs[i].Ancestor).Above & (1UL << i);
        return found;
    }

    private AncestryPaint Take(int number)
    {
        ref var paint = ref At(number);
        paint.IsQueued = false;
        if (paint.IsOpen)
            open--;
        return paint;
    }

    private void Spread(int number, ulong below, ulong above)
    {
        if (!graph.TryLoad(number))
            return;
        ref var paint = ref At(number);
        if ((below & ~paint.Below) == 0 && (above & ~paint.Above) == 0)
            return;
        if (paint is { IsQueued: true, IsOpen: true })
            open--;
        paint.Below |= below;
        paint.Above |= above;
        if (paint.IsOpen)
            open++;
        if (!paint.IsQueued)
            queue.Add(number, graph[number].Time);
        paint.IsQueued = true;
    }

    private ref AncestryPaint At(int number)
    {
        if (number >= paints.Count)
            Grow();
        return ref CollectionsMarshal.AsSpan(paints)[number];
    }

    // A list keeps what it held before it was cleared.
    private void Grow()
    {
        var count = paints.Count;
        CollectionsMarshal.SetCount(paints, graph.Count);
        CollectionsMarshal.AsSpan(paints)[count..].Clear();
    }
}
