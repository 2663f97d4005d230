namespace GitProto.Storage;

/// <summary>
/// Which deltas wait for which base: lists by index for OFS deltas, chains by id for REF deltas. The heaviest child of a base is kept
/// apart: taken last, when the base's buffer can go, it leaves at most log2(n) buffers on a path.
/// </summary>
internal sealed class DeltaForest
{
    private readonly int[] first;
    private readonly int[] next;
    private readonly int[] heaviest;
    private readonly long[] weights;
    private readonly int[] chainHeads;
    private readonly Dictionary<ObjectId, int> chains = [];

    public DeltaForest(PackTable table)
    {
        var count = table.Count;
        (first, next, heaviest) = (Filled(count), Filled(count), Filled(count));
        weights = new long[count];
        var heads = new List<int>();
        for (var i = count - 1; i >= 0; i--)
        {
            ref var entry = ref table[i];
            weights[i] += entry.Size;
            if (entry.Type == PackEntryType.OfsDelta)
                AddChild(entry.Base, i);
            else if (entry.Type == PackEntryType.RefDelta)
                AddToChain(entry.Id, i, heads);
            if (entry.Type.IsDelta())
                Deltas++;
        }
        chainHeads = [.. heads];
        Roots = FindRoots(table);
    }

    /// <summary>The number of deltas.</summary>
    public int Deltas { get; }

    /// <summary>Whole objects that deltas wait for: heavy trees first, then in the order of the pack.</summary>
    public int[] Roots { get; }

    /// <summary>Size of all objects that are roots or rest on one by OFS deltas, in bytes.</summary>
    public long RootWeight { get; private set; }

    /// <summary>Ids that REF deltas wait for.</summary>
    public IReadOnlyDictionary<ObjectId, int> Chains => chains;

    /// <summary>The first child of an entry, the heaviest left out; -1 if there is none.</summary>
    public int FirstChild(int index) => index < first.Length ? first[index] : -1;

    /// <summary>The next child of the same base, or -1.</summary>
    public int NextChild(int index) => next[index];

    /// <summary>The child of an entry to take last, or -1.</summary>
    public int LastChild(int index) => index < heaviest.Length ? heaviest[index] : -1;

    /// <summary>Size of an entry's object and of all that rest on it by OFS deltas, in bytes.</summary>
    public long WeightOf(int index) => weights[index];

    /// <summary>Takes the deltas that wait for an id. Whoever comes first gets them, all others get none.</summary>
    /// <returns>The first, or -1; the others follow by <see cref="NextChild"/>.</returns>
    public int Claim(in ObjectId id) =>
        chains.Count != 0 && chains.TryGetValue(id, out var chain) ? Interlocked.Exchange(ref chainHeads[chain], -1) : -1;

    /// <summary>The first delta that still waits in a chain, or -1.</summary>
    public int Peek(int chain) => Volatile.Read(ref chainHeads[chain]);

    private static int[] Filled(int count)
    {
        var links = new int[count];
        Array.Fill(links, -1);
        return links;
    }

    // Children come in falling order of index, so that lists are in rising order.
    private void AddChild(int parent, int child)
    {
        weights[parent] += weights[child];
        var rival = heaviest[parent];
        if (rival < 0 || weights[child] > weights[rival])
        {
            heaviest[parent] = child;
            child = rival;
        }
        if (child < 0)
            return;
        next[child] = first[parent];
        first[parent] = child;
    }

    private void AddToChain(in ObjectId id, int child, List<int> heads)
    {
        if (!chains.TryGetValue(id, out var chain))
        {
            chains.Add(id, chain = heads.Count);
            heads.Add(-1);
        }
        next[child] = heads[chain];
        heads[chain] = child;
    }

    private int[] FindRoots(PackTable table)
    {
        var (heavy, light) = (new List<int>(), new List<int>());
        for (var i = 0; i < table.Count; i++)
        {
            ref var entry = ref table[i];
            if (entry.Type.IsDelta() || (heaviest[i] < 0 && !chains.ContainsKey(entry.Id)))
                continue;
            RootWeight += weights[i];
            (weights[i] > 64 << 20 ? heavy : light).Add(i);
        }
        heavy.Sort((left, right) => weights[right].CompareTo(weights[left]));
        return [.. heavy, .. light];
    }
}
