namespace GitProto.Storage;

/// <summary>Lists how the objects of a pack are stored. Memory is about 30 bytes for each; nothing is inflated.</summary>
public sealed class PackListing
{
    private readonly PackFile pack;
    private readonly int[] places;
    private readonly int[] orders;
    private readonly int[] bases;
    private readonly int[] depths;
    private readonly ObjectType[] types;

    private PackListing(PackFile pack)
    {
        this.pack = pack;
        var count = pack.Index.Count;
        (places, orders, bases, depths, types) = (new int[count], new int[count], new int[count], new int[count], new ObjectType[count]);
        var offsets = new long[count];
        for (var place = 0; place < count; place++)
            (places[place], offsets[place]) = (place, pack.Index.GetOffset(place));
        Array.Sort(offsets, places);
        for (var order = 0; order < count; order++)
            orders[places[order]] = order;
    }

    /// <summary>Lists a pack in the order of the offsets.</summary>
    /// <exception cref="CorruptPackException">An entry or its base is not where it should be.</exception>
    public static IEnumerable<PackedObject> Read(PackFile pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var listing = new PackListing(pack);
        listing.FindBases();
        listing.FindDepths();
        return listing.List();
    }

    private void FindBases()
    {
        for (var order = 0; order < places.Length; order++)
        {
            var entry = Stored(order);
            bases[order] = -1;
            if (!entry.Type.IsDelta())
                types[order] = entry.Type.ToObjectType();
            else if (pack.Index.Find(entry.BaseId) is >= 0 and var place)
                bases[order] = orders[place];
            else
                throw new CorruptPackException($"The base {entry.BaseId} of the delta at offset {entry.Offset} is not in the pack.");
        }
    }

    // Down to what is known, and up again: a chain of any length is followed without recursion.
    private void FindDepths()
    {
        var chain = new Stack<int>();
        for (var order = 0; order < places.Length; order++)
        {
            var current = order;
            for (; types[current] == ObjectType.None; current = bases[current])
            {
                if (chain.Count > PackFile.MaxDeltaDepth)
                    throw new LimitExceededException(nameof(PackFile.MaxDeltaDepth), PackFile.MaxDeltaDepth, "The chain of deltas");
                chain.Push(current);
            }
            while (chain.TryPop(out var delta))
            {
                (types[delta], depths[delta]) = (types[current], depths[current] + 1);
                current = delta;
            }
        }
    }

    private IEnumerable<PackedObject> List()
    {
        for (var order = 0; order < places.Length; order++)
        {
            var entry = Stored(order);
            yield return new PackedObject(
                pack.Index.GetId(places[order]), types[order], entry.Size, entry.HeaderLength + entry.DataLength, entry.Offset, depths[order],
                bases[order] < 0 ? null : pack.Index.GetId(places[bases[order]]));
        }
    }

    private StoredEntry Stored(int order)
    {
        pack.TryGetStored(pack.Index.GetId(places[order]), out var entry);
        return entry;
    }
}
