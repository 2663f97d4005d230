namespace GitProto.Storage;

/// <summary>
/// Looks for deltas for what has no stored one. The candidates are sorted, so that what is alike stands together, and cut into segments, which are gone
/// through by as many threads as are allowed; how they are cut depends on the candidates alone, so the pack does not depend on the threads.
/// </summary>
internal sealed class DeltaSearch(IPackSource source, PackWriteOptions options, PackWork work, CancellationToken cancellationToken)
{
    // A smaller object is hardly larger than a delta.
    private const int Smallest = 50;
    private const int SegmentLength = 1024;
    /// <summary>Looks.</summary>
    /// <param name="plan">What is stored.</param>
    /// <param name="ids">The objects of the pack.</param>
    /// <param name="hints">The hint of the path of each.</param>
    /// <returns>For each object what was made for it, or null.</returns>
    public PreparedEntry?[] Run(PackPlan plan, ObjectIdTable ids, IReadOnlyList<uint> hints)
    {
        var prepared = new PreparedEntry?[ids.Count];
        // What lies whole in one pack was compared by whoever made it.
        if (options.ReceiverItems is null && plan.IsOfOnePack)
            return prepared;
        var targets = Targets(plan, ids, hints);
        if (targets.Count == 0 || targets.Count > options.MaxSearched || (options.ReceiverItems is null && targets.TrueForAll(found => found.Pack is not null && found.Pack == targets[0].Pack)))
            return prepared;
        List<DeltaCandidate> candidates = [.. targets, .. Receivers(targets)];
        candidates.Sort();
        var cache = new EntryCache(options.CacheSize);
        var progress = new ProgressMeter(options.Progress, PackPhase.Compressing, targets.Count);
        var done = 0;
        work.Run(Segments(candidates), () => new DeltaWindow(source, options, prepared, cache), (segment, window) =>
            window.Run(candidates.Slice(segment.Start, segment.Length).ToArray(), () => progress.Report(Interlocked.Increment(ref done)), cancellationToken));
        progress.End(targets.Count);
        return prepared;
    }

    private List<DeltaCandidate> Targets(PackPlan plan, ObjectIdTable ids, IReadOnlyList<uint> hints)
    {
        var found = new DeltaCandidate?[ids.Count];
        var unknown = new List<int>();
        for (var place = 0; place < found.Length; place++)
        {
            if (plan.IsStoredDelta(place))
                continue;
            if (plan.TryGetStored(place, out var stored))
                found[place] = new DeltaCandidate(place, ids[place], stored.Type.ToObjectType(), hints[place], stored.Size, plan.Heights[place], stored.Pack);
            else
                unknown.Add(place);
        }
        work.Run(unknown, () => this, (place, _) =>
        {
            if (source.TryReadHeader(ids[place], out var type, out var size))
                found[place] = new DeltaCandidate(place, ids[place], type, hints[place], size, plan.Heights[place], null);
        });
        return [.. found.OfType<DeltaCandidate>().Where(IsOfSize)];
    }

    private IEnumerable<DeltaCandidate> Receivers(List<DeltaCandidate> targets)
    {
        var wanted = new Dictionary<(ObjectType, uint), int>();
        foreach (var target in targets)
            wanted[(target.Type, target.NameHash)] = options.Window;
        foreach (var item in options.ReceiverItems ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (wanted.TryGetValue((item.Type, item.NameHash), out var left) && left > 0 && source.TryReadHeader(item.Id, out var type, out var size))
            {
                wanted[(item.Type, item.NameHash)] = left - 1;
                var candidate = new DeltaCandidate(-1, item.Id, type, item.NameHash, size, 0, null);
                if (IsOfSize(candidate))
                    yield return candidate;
            }
        }
    }

    private bool IsOfSize(DeltaCandidate candidate) =>
        candidate.Size >= Smallest && candidate.Size <= Math.Min(options.BigFileThreshold, Math.Min(options.WindowMemory / 3, Array.MaxLength / 2));

    // A cut moves on to where another name begins, but not for ever.
    private static List<(int Start, int Length)> Segments(List<DeltaCandidate> candidates)
    {
        var segments = new List<(int, int)>();
        for (var start = 0; start < candidates.Count;)
        {
            var end = Math.Min(start + SegmentLength, candidates.Count);
            var latest = Math.Min(end + SegmentLength, candidates.Count);
            while (end < latest && candidates[end].NameHash == candidates[end - 1].NameHash && candidates[end].Type == candidates[end - 1].Type)
                end++;
            segments.Add((start, end - start));
            start = end;
        }
        return segments;
    }
}
