using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>The first eight bytes of many ids in their order, found by their first bits. They lie closer together than the ids: 8 bytes for each, and 2 to 8 for the table of bits.</summary>
internal sealed class IdHeads
{
    private const int MaxBits = 24;
    private const int FewHeads = 8;
    private readonly ulong[] heads;
    private readonly int[] starts;
    private readonly int shift;

    /// <summary>Takes heads over, which must not fall.</summary>
    public IdHeads(ulong[] heads)
    {
        this.heads = heads;
        var bits = Math.Clamp(BitOperations.Log2((uint)heads.Length | 1), 1, MaxBits);
        shift = 64 - bits;
        starts = new int[(1 << bits) + 1];
        var next = 0;
        for (var place = 0; place < heads.Length; place++)
        {
            for (var bucket = Bucket(heads[place]); next <= bucket; next++)
                starts[next] = place;
        }
        starts.AsSpan(next).Fill(heads.Length);
    }

    /// <summary>The head of an id.</summary>
    public static ulong Of(ReadOnlySpan<byte> id) => BinaryPrimitives.ReadUInt64BigEndian(id);

    /// <summary>The first place with a head that is not lower.</summary>
    public int First(ulong head) => First(head, Begin(head));

    /// <summary>The first place whose head has the same first bits, or behind them.</summary>
    public int Begin(ulong head) => starts[Bucket(head)];

    /// <summary>The first place with a head that is not lower.</summary>
    /// <param name="head">The head.</param>
    /// <param name="begin">What <see cref="Begin"/> says.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int First(ulong head, int begin)
    {
        var (place, end) = (begin, starts[Bucket(head) + 1]);
        // There are one or two as a rule; whoever made the objects may have made it many.
        while (end - place > FewHeads)
        {
            var middle = place + ((end - place) >> 1);
            if (heads[middle] < head)
                place = middle + 1;
            else
                end = middle;
        }
        while (place < end && heads[place] < head)
            place++;
        return place;
    }

    /// <summary>True if the head at a place is this one; false behind the last.</summary>
    public bool Has(int place, ulong head) => place < heads.Length && heads[place] == head;

    private int Bucket(ulong head) => (int)(head >> shift);
}
