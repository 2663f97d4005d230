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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> id)
    {
        var head = IdHeads.Of(id);
        for (var place = heads.First(head); heads.Has(place, head); place++)
        {
            if (index.IdSpan(place).SequenceEqual(id))
                return place;
        }
        return -1;
    }
}
