namespace GitProto.Storage;

/// <summary>
/// Goes through candidates in their order and compares each with those before it, the last ones first. What is found depends on the candidates
/// alone, never on how many threads there are. Each object is read once while it stays in the window.
/// </summary>
internal sealed class DeltaWindow(IPackSource source, PackWriteOptions options, PreparedEntry?[] prepared, EntryCache cache)
{
    private readonly List<WindowObject> bases = [];
    private readonly DeltaEncoder encoder = new();

    /// <summary>Goes through some candidates, beginning with an empty window.</summary>
    /// <param name="candidates">In their order.</param>
    /// <param name="done">Told of each that was looked at.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void Run(ReadOnlySpan<DeltaCandidate> candidates, Action done, CancellationToken cancellationToken)
    {
        bases.Clear();
        foreach (var candidate in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (bases.Count > 0 && bases[^1].Candidate.Type != candidate.Type)
                bases.Clear();
            var target = new WindowObject(candidate);
            MakeRoom(target.Cost);
            if (!candidate.IsReceivers)
            {
                Search(target);
                Keep(target);
                done();
            }
            Enter(target);
        }
        bases.Clear();
    }

    private void Search(WindowObject target)
    {
        var depth = options.Depth - target.Candidate.Height;
        if (depth <= 0)
            return;
        for (var i = bases.Count - 1; i >= 0; i--)
        {
            if (CanCompare(bases[i].Candidate, target.Candidate))
                Compare(target, bases[i], depth);
        }
    }

    // Two that lie whole in one pack were compared by whoever made it.
    private static bool CanCompare(DeltaCandidate held, DeltaCandidate target) => target.Pack is null || held.IsReceivers || held.Pack != target.Pack;

    private void Compare(WindowObject target, WindowObject held, int depth)
    {
        var (size, heldSize) = (target.Candidate.Size, held.Candidate.Size);
        if (held.Depth >= depth || size < heldSize / 32)
            return;
        var most = Most(target, held, depth);
        if (most <= 0 || size - heldSize >= most)
            return;
        if (!target.TryRead(source) || !held.TryRead(source))
            return;
        if (!encoder.TryEncode(held.Index, target.Content!.Span, most))
            return;
        var isShallower = held.Depth + 1 < target.Depth;
        if (target.Base is null || encoder.Delta.Length < target.Delta.Length || isShallower)
            target.Take(held, encoder.Delta);
    }

    // Half of the object at first, then what is better than the best one; less for a base that is deep down already.
    private long Most(WindowObject target, WindowObject held, int depth)
    {
        var (most, atDepth) = target.Base is null
            ? ((target.Candidate.Size / 2) - options.Format.ByteLength(), 1)
            : (target.Delta.Length, target.Depth);
        return most * (depth - held.Depth) / (depth - atDepth + 1);
    }

    private void Keep(WindowObject target)
    {
        var candidate = target.Candidate;
        if (target.Base is { } found)
        {
            var stream = cache.TryCompress(target.Delta, options.Compression);
            prepared[candidate.Place] = new PreparedEntry(found.Candidate.Place, found.Candidate.Id, PackEntryType.RefDelta, target.Delta.Length, stream);
        }
        else if (candidate.Pack is null && candidate.Size <= EntryCache.MaxWhole && !cache.IsFull && target.TryRead(source)
            && cache.TryCompress(target.Content!.Span, options.Compression) is { } whole)
            prepared[candidate.Place] = new PreparedEntry(-1, default, (PackEntryType)candidate.Type, candidate.Size, whole);
    }

    // The base of the newest moves up behind it: it is a good one.
    private void Enter(WindowObject target)
    {
        if (target.Base is { } found && bases.Remove(found))
            bases.Add(found);
        target.Settle();
        if (target.Depth < options.Depth)
            bases.Add(target);
    }

    private void MakeRoom(long cost)
    {
        while (bases.Count > options.Window || (bases.Count > 0 && bases.Sum(held => held.Cost) + cost > options.WindowMemory))
            bases.RemoveAt(0);
    }
}
