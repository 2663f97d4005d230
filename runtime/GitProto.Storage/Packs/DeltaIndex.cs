using System.Numerics;
using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>
/// Where the blocks of a base lie, by a hash of their bytes. Of a run of equal blocks the first is kept, and of blocks whose hashes fall together
/// at most 64, spread evenly: so looking one up costs the same in any base. About 0.8 bytes for each byte of the base.
/// </summary>
internal sealed class DeltaIndex
{
    private const int MaxBucket = 64;

    // A match as long as this is not looked at for a longer one.
    private const int LongEnough = 4096;
    private readonly ReadOnlyMemory<byte> source;
    private readonly int[] starts;
    private readonly Block[] blocks;
    private readonly int shift;

    /// <summary>Makes the index of a base.</summary>
    public DeltaIndex(ReadOnlyMemory<byte> source)
    {
        this.source = source;
        var hashes = Hashes(source.Span);
        var bits = Math.Max(4, BitOperations.Log2((uint)Math.Max(1, hashes.Length)) + 1);
        shift = 32 - bits;
        var counts = new int[1 << bits];
        for (var block = 0; block < hashes.Length; block++)
        {
            if (IsFirst(hashes, block))
                counts[Slot(hashes[block])]++;
        }
        starts = new int[counts.Length + 1];
        for (var slot = 0; slot < counts.Length; slot++)
            starts[slot + 1] = starts[slot] + Math.Min(counts[slot], MaxBucket);
        blocks = new Block[starts[^1]];
        Fill(hashes, counts);
    }

    /// <summary>The base.</summary>
    public ReadOnlySpan<byte> Source => source.Span;

    /// <summary>How many blocks are kept.</summary>
    public int BlockCount => blocks.Length;

    /// <summary>How many bytes the index of a base takes, about.</summary>
    public static long Cost(long sourceLength) => sourceLength / RollingHash.Length * 13;

    /// <summary>Finds the longest run of bytes of the base that the target goes on with.</summary>
    /// <param name="hash">The hash of the first bytes of the target.</param>
    /// <param name="target">What is left of the target.</param>
    /// <param name="offset">Where the run lies in the base.</param>
    /// <returns>Its length; 0 if there is none as long as a block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint hash, ReadOnlySpan<byte> target, out int offset)
    {
        offset = 0;
        var slot = Slot(hash);
        var (first, end) = (starts[slot], starts[slot + 1]);
        return first == end ? 0 : Find(hash, target, blocks.AsSpan(first, end - first), out offset);
    }

    private int Find(uint hash, ReadOnlySpan<byte> target, ReadOnlySpan<Block> bucket, out int offset)
    {
        (offset, var longest) = (0, 0);
        foreach (var block in bucket)
        {
            if (block.Hash != hash)
                continue;
            var length = source.Span[block.Offset..].CommonPrefixLength(target);
            if (length < RollingHash.Length || length <= longest)
                continue;
            (offset, longest) = (block.Offset, length);
            if (longest >= LongEnough)
                break;
        }
        return longest;
    }

    private static uint[] Hashes(ReadOnlySpan<byte> source)
    {
        var hashes = new uint[source.Length / RollingHash.Length];
        for (var block = 0; block < hashes.Length; block++)
            hashes[block] = RollingHash.Of(source[(block * RollingHash.Length)..]);
        return hashes;
    }

    private static bool IsFirst(uint[] hashes, int block) => block == 0 || hashes[block] != hashes[block - 1];

    private void Fill(uint[] hashes, int[] counts)
    {
        var seen = new int[counts.Length];
        for (var block = 0; block < hashes.Length; block++)
        {
            if (!IsFirst(hashes, block))
                continue;
            var slot = Slot(hashes[block]);
            var (place, count) = (seen[slot]++, counts[slot]);
            var kept = count <= MaxBucket ? place : Spread(place, count);
            if (count <= MaxBucket || place == 0 || kept != Spread(place - 1, count))
                blocks[starts[slot] + kept] = new Block(hashes[block], block * RollingHash.Length);
        }
    }

    private static int Spread(int place, int count) => (int)((long)place * MaxBucket / count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(uint hash) => (int)(unchecked(hash * 0x9E3779B1) >> shift);

    private readonly record struct Block(uint Hash, int Offset);
}
