using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>Finds ids in a pack index, for who looks up many: by the first two bytes, then by the first eight, which lie close together. 8 bytes for each object.</summary>
internal sealed class PackIndexSearch
{
    private readonly PackIndex index;
    private readonly int[] starts = new int[0x10001];
    private readonly ulong[] heads;

    public PackIndexSearch(PackIndex index)
    {
        this.index = index;
        heads = new ulong[index.Count];
        var next = 0;
        for (var place = 0; place < heads.Length; place++)
        {
            heads[place] = Head(index.IdSpan(place));
            for (var bucket = Bucket(heads[place]); next <= bucket; next++)
                starts[next] = place;
        }
        starts.AsSpan(next).Fill(heads.Length);
    }

    /// <summary>The place of an object in the index, of several the first; or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> id)
    {
        var head = Head(id);
        var (low, high) = (starts[Bucket(head)], starts[Bucket(head) + 1]);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (heads[middle] < head)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < heads.Length && heads[low] == head; low++)
        {
            if (index.IdSpan(low).SequenceEqual(id))
                return low;
        }
        return -1;
    }

    private static ulong Head(ReadOnlySpan<byte> id) => BinaryPrimitives.ReadUInt64BigEndian(id);

    private static int Bucket(ulong head) => (int)(head >> 48);
}
