namespace GitProto.Storage;

/// <summary>
/// Which entries of packs go into a new pack unopened. A delta does if its base goes along or is at the receiver, if its chain does not lead back to
/// itself (as deltas of two packs can), and if it does not rest on too many others.
/// </summary>
internal sealed class PackPlan
{
    private const int Unknown = -1;
    private const int Open = -2;
    private const int RangeLength = 4096;
    private readonly PackWriteOptions options;
    private readonly ObjectIdTable ids;
    private readonly PlannedEntry[] entries;
    private readonly List<PackFile> packs = [];
    private readonly Dictionary<PackFile, int> packNumbers = [];
    private readonly SortedDictionary<int, ObjectId> receivers = [];
    private readonly Lock gate = new();

    /// <summary>Looks up where the objects lie.</summary>
    public PackPlan(ObjectIdTable ids, IPackSource source, PackWriteOptions options, PackWork work)
    {
        (this.ids, this.options) = (ids, options);
        entries = new PlannedEntry[ids.Count];
        work.RunRanges(entries.Length, RangeLength, (start, end) =>
        {
            PackFile? last = null;
            var number = 0;
            for (var place = start; place < end; place++)
            {
                entries[place].BasePlace = -1;
                if (!source.TryGetStored(ids[place], out var stored))
                    continue;
                if (stored.Pack != last)
                    (last, number) = (stored.Pack, Number(stored.Pack));
                Take(place, stored, number);
            }
        });
        AskReceiver();
        Heights = Unchain(options.Searches ? options.Depth : int.MaxValue);
    }

    /// <summary>Of each object that is no stored delta: how many stored ones rest on it, one on the other, at most.</summary>
    public int[] Heights { get; }

    /// <summary>True if all objects are stored, in one pack.</summary>
    public bool IsOfOnePack => packs.Count == 1 && Array.TrueForAll(entries, entry => entry.Pack != 0);

    /// <summary>The place of the base of a stored delta; -1 if the receiver has it, or it is no delta.</summary>
    public int BasePlace(int place) => entries[place].BasePlace;

    /// <summary>True if an object is sent as the delta that is stored.</summary>
    public bool IsStoredDelta(int place) => entries[place].Pack > 0 && entries[place].Type.IsDelta();

    /// <summary>Gives the stored entry of an object.</summary>
    /// <returns>False if none is used.</returns>
    public bool TryGetStored(int place, out StoredEntry stored)
    {
        ref var entry = ref entries[place];
        stored = default;
        if (entry.Pack == 0)
            return false;
        var baseId = entry.BasePlace >= 0 ? ids[entry.BasePlace] : receivers.GetValueOrDefault(place);
        stored = new StoredEntry(
            packs[entry.Pack - 1], entry.Offset, entry.HeaderLength, entry.DataLength, entry.Type, entry.Size, baseId, entry.HasCrc ? entry.Crc : null);
        return true;
    }

    private void Take(int place, in StoredEntry stored, int pack)
    {
        var basePlace = -1;
        if (stored.Type.IsDelta())
        {
            basePlace = ids.Find(stored.BaseId);
            if (basePlace < 0)
            {
                if (options.ReceiverHas is null)
                    return;
                lock (gate)
                    receivers.Add(place, stored.BaseId);
            }
        }
        entries[place] = new PlannedEntry
        {
            Offset = stored.Offset,
            DataLength = stored.DataLength,
            Size = stored.Size,
            BasePlace = basePlace,
            Crc = stored.Crc ?? 0,
            Pack = pack,
            HeaderLength = (byte)stored.HeaderLength,
            Type = stored.Type,
            HasCrc = stored.Crc is not null,
        };
    }

    // Who gives the objects knows nothing of threads.
    private void AskReceiver()
    {
        foreach (var (place, baseId) in receivers.ToList())
        {
            if (options.ReceiverHas!(baseId))
                continue;
            entries[place] = new PlannedEntry { BasePlace = -1 };
            receivers.Remove(place);
        }
    }

    private int Number(PackFile pack)
    {
        lock (gate)
        {
            if (!packNumbers.TryGetValue(pack, out var number))
            {
                packs.Add(pack);
                packNumbers.Add(pack, number = packs.Count);
            }
            return number;
        }
    }

    // A chain may be of any length, so what waits for its base waits on a stack of our own.
    private int[] Unchain(int depthLimit)
    {
        var depths = new int[entries.Length];
        var roots = new int[entries.Length];
        var heights = new int[entries.Length];
        Array.Fill(depths, Unknown);
        var pending = new Stack<int>();
        for (var place = 0; place < entries.Length; place++)
        {
            if (depths[place] == Unknown)
                pending.Push(place);
            while (pending.TryPeek(out var next))
            {
                var below = entries[next].BasePlace;
                if (below >= 0 && depths[below] == Unknown)
                {
                    depths[next] = Open;
                    pending.Push(below);
                    continue;
                }
                pending.Pop();
                if (below >= 0 && (depths[below] == Open || depths[below] >= depthLimit))
                {
                    entries[next] = new PlannedEntry { BasePlace = -1 };
                    below = -1;
                }
                depths[next] = below >= 0 ? depths[below] + 1 : IsStoredDelta(next) ? 1 : 0;
                roots[next] = below >= 0 ? roots[below] : next;
                heights[roots[next]] = Math.Max(heights[roots[next]], depths[next]);
            }
        }
        return heights;
    }
}
