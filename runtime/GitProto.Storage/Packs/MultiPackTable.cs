namespace GitProto.Storage;

/// <summary>
/// Finds an object among many packs with one search. A multi-pack index gives the order of the ids and the pack of each; every word of it is proved by the indexes of the packs
/// while the table is made, so that what is found, and what is not, is the same as without it. 16 bytes for each object.
/// </summary>
internal sealed class MultiPackTable
{
    private readonly IReadOnlyList<PackIndex> packs;
    private readonly PackPlace[] places;
    private readonly IdHeads heads;

    private MultiPackTable(IReadOnlyList<PackIndex> packs, PackPlace[] places, IdHeads heads) => (this.packs, this.places, this.heads) = (packs, places, heads);

    /// <summary>Makes the table.</summary>
    /// <param name="index">The multi-pack index.</param>
    /// <param name="packs">The indexes of its packs, in its order.</param>
    /// <exception cref="CorruptPackException">Ids are out of order, a pack has not what it should have, or has an object that the multi-pack index does not have.</exception>
    public static MultiPackTable Build(MultiPackIndex index, IReadOnlyList<PackIndex> packs)
    {
        var (places, heads) = (new PackPlace[index.Count], new ulong[index.Count]);
        var (next, taken) = (new int[packs.Count], new int[packs.Count]);
        for (var i = 0; i < places.Length; i++)
        {
            var id = index.IdSpan(i);
            heads[i] = IdHeads.Of(id);
            if (i > 0 && (heads[i] < heads[i - 1] || (heads[i] == heads[i - 1] && index.IdSpan(i - 1).SequenceCompareTo(id) >= 0)))
                throw new CorruptPackException($"The ids of the multi-pack index are out of order at number {i}.");
            var pack = index.GetPack(i);
            places[i] = new(pack, Take(packs[pack], id, ref next[pack], i));
            taken[pack]++;
        }
        var table = new MultiPackTable(packs, places, new IdHeads(heads));
        for (var pack = 0; pack < taken.Length; pack++)
        {
            if (taken[pack] < packs[pack].Count)
                table.Demand(packs[pack]);
        }
        return table;
    }

    /// <summary>Finds an object.</summary>
    /// <returns>False if none of the packs has it.</returns>
    public bool TryFind(in ObjectId id, out PackPlace found)
    {
        found = default;
        return packs.Count > 0 && id.Format == packs[0].Format && TryFind(ObjectId.AsSpan(in id), out found);
    }

    private bool TryFind(ReadOnlySpan<byte> id, out PackPlace found)
    {
        var head = IdHeads.Of(id);
        for (var i = heads.First(head); heads.Has(i, head); i++)
        {
            found = places[i];
            if (packs[found.Pack].IdSpan(found.Place).SequenceEqual(id))
                return true;
        }
        found = default;
        return false;
    }

    // Both orders rise, so each index is gone through once.
    private static int Take(PackIndex pack, ReadOnlySpan<byte> id, ref int next, int number)
    {
        while (next < pack.Count && pack.IdSpan(next).SequenceCompareTo(id) < 0)
            next++;
        return next < pack.Count && pack.IdSpan(next).SequenceEqual(id)
            ? next++
            : throw new CorruptPackException($"Object {number} of the multi-pack index is not in the pack that it names.");
    }

    // What was passed over has to have a copy in another pack.
    private void Demand(PackIndex pack)
    {
        for (var place = 0; place < pack.Count; place++)
        {
            if (!TryFind(pack.IdSpan(place), out _))
                throw new CorruptPackException($"The object {pack.GetId(place)} is in a pack, but not in the multi-pack index over it.");
        }
    }
}
