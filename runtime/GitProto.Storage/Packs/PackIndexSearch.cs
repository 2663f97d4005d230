using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>Finds ids in a pack index, for who looks up many: by their heads, which lie close together. 8 bytes for each object.</summary>
internal sealed class PackIndexSearch
{
    private readonly PackIndex index;
    private readonly IdHeads heads;

    public PackIndexSearch(PackIndex index)
    {
        this.index = index;
        var each = new ulong[index.Count];
        for (var place = 0; place < each.Length; place++)
            each[place] = IdHeads.Of(index.IdSpan(place));
        heads = new IdHeads(each);
    }

    /// <summary>The place of an object in the index, of several the first; or -1.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        var head = IdHeads.Of(id);
        return Find(id, head, heads.First(head));
    }

    /// <summary>The first of three steps, for who looks for many at once: a place that is near.</summary>
    public int Begin(ulong head) => heads.Begin(head);

    /// <summary>The second step: the first place with a head that is not lower.</summary>
    public int First(ulong head, int begin) => heads.First(head, begin);

    /// <summary>The last step: the place of an object, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> id, ulong head, int first)
    {
        for (var place = first; heads.Has(place, head); place++)
        {
            if (index.IdSpan(place).SequenceEqual(id))
                return place;
        }
        return -1;
    }
}
