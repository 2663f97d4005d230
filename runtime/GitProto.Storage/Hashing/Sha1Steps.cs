using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GitProto.Storage;

/// <summary>The steps of SHA-1 (FIPS 180-4, 6.1.2), one block at a time, forward and backward.</summary>
internal static class Sha1Steps
{
    /// <summary>Length of a block in bytes.</summary>
    public const int BlockLength = 64;

    /// <summary>The number of steps, and of words that a block is expanded to.</summary>
    public const int Count = 80;

    /// <summary>The constants of the four rounds of 20 steps.</summary>
    public const uint K0 = 0x5a827999, K1 = 0x6ed9eba1, K2 = 0x8f1bbcdc, K3 = 0xca62c1d6;

    /// <summary>Expands a block to the 80 words that the steps take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand(ReadOnlySpan<byte> block, Span<uint> words)
    {
        words = words[..Count];
        block = block[..BlockLength];
        unchecked
        {
            for (var i = 0; i < 16; i++)
                words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
            for (var i = 16; i < words.Length; i++)
                words[i] = BitOperations.RotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
        }
    }

    /// <summary>Adds a block to a chaining value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(ref Sha1State chain, ReadOnlySpan<uint> words) => Compress(ref chain, words[..Count], 1);

    /// <summary>Adds one of several blocks to a chaining value.</summary>
    /// <param name="chain">The value.</param>
    /// <param name="words">The words of all blocks, side by side.</param>
    /// <param name="lane">The block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CompressLane(ref Sha1State chain, ReadOnlySpan<uint> words, int lane) =>
        Compress(ref chain, words.Slice(lane, ((Count - 1) * LaneWords.Lanes) + 1), LaneWords.Lanes);

    // The words lie so far from each other, and are there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Compress(ref Sha1State chain, ReadOnlySpan<uint> words, int stride)
    {
        ref var word = ref MemoryMarshal.GetReference(words);
        var (a, b, c, d, e) = chain;
        unchecked
        {
            for (var i = 0; i < 20; i += 5)
            {
                Step(a, ref b, ((c ^ d) & b) ^ d, ref e, K0 + Unsafe.Add(ref word, i * stride));
                Step(e, ref a, ((b ^ c) & a) ^ c, ref d, K0 + Unsafe.Add(ref word, (i + 1) * stride));
                Step(d, ref e, ((a ^ b) & e) ^ b, ref c, K0 + Unsafe.Add(ref word, (i + 2) * stride));
                Step(c, ref d, ((e ^ a) & d) ^ a, ref b, K0 + Unsafe.Add(ref word, (i + 3) * stride));
                Step(b, ref c, ((d ^ e) & c) ^ e, ref a, K0 + Unsafe.Add(ref word, (i + 4) * stride));
            }
            for (var i = 20; i < 40; i += 5)
            {
                Step(a, ref b, b ^ c ^ d, ref e, K1 + Unsafe.Add(ref word, i * stride));
                Step(e, ref a, a ^ b ^ c, ref d, K1 + Unsafe.Add(ref word, (i + 1) * stride));
                Step(d, ref e, e ^ a ^ b, ref c, K1 + Unsafe.Add(ref word, (i + 2) * stride));
                Step(c, ref d, d ^ e ^ a, ref b, K1 + Unsafe.Add(ref word, (i + 3) * stride));
                Step(b, ref c, c ^ d ^ e, ref a, K1 + Unsafe.Add(ref word, (i + 4) * stride));
            }
            for (var i = 40; i < 60; i += 5)
            {
                Step(a, ref b, (b & c) | ((b | c) & d), ref e, K2 + Unsafe.Add(ref word, i * stride));
                Step(e, ref a, (a & b) | ((a | b) & c), ref d, K2 + Unsafe.Add(ref word, (i + 1) * stride));
                Step(d, ref e, (e & a) | ((e | a) & b), ref c, K2 + Unsafe.Add(ref word, (i + 2) * stride));
                Step(c, ref d, (d & e) | ((d | e) & a), ref b, K2 + Unsafe.Add(ref word, (i + 3) * stride));
                Step(b, ref c, (c & d) | ((c | d) & e), ref a, K2 + Unsafe.Add(ref word, (i + 4) * stride));
            }
            for (var i = 60; i < Count; i += 5)
            {
                Step(a, ref b, b ^ c ^ d, ref e, K3 + Unsafe.Add(ref word, i * stride));
                Step(e, ref a, a ^ b ^ c, ref d, K3 + Unsafe.Add(ref word, (i + 1) * stride));
                Step(d, ref e, e ^ a ^ b, ref c, K3 + Unsafe.Add(ref word, (i + 2) * stride));
                Step(c, ref d, d ^ e ^ a, ref b, K3 + Unsafe.Add(ref word, (i + 3) * stride));
                Step(b, ref c, c ^ d ^ e, ref a, K3 + Unsafe.Add(ref word, (i + 4) * stride));
            }
        }
        chain += new Sha1State(a, b, c, d, e);
    }

    /// <summary>Goes from the state before one step to that before a later one.</summary>
    public static Sha1State Forward(Sha1State state, ReadOnlySpan<uint> words, int from, int to)
    {
        var (a, b, c, d, e) = state;
        for (var i = from; i < to; i++)
        {
            var next = unchecked(BitOperations.RotateLeft(a, 5) + Mix(i, b, c, d) + e + words[i]);
            (a, b, c, d, e) = (next, a, BitOperations.RotateLeft(b, 30), c, d);
        }
        return new(a, b, c, d, e);
    }

    /// <summary>Goes from the state before one step back to that before an earlier one.</summary>
    public static Sha1State Back(Sha1State state, ReadOnlySpan<uint> words, int from, int to)
    {
        var (a, b, c, d, e) = state;
        for (var i = from - 1; i >= to; i--)
        {
            var before = BitOperations.RotateRight(c, 30);
            var last = unchecked(a - BitOperations.RotateLeft(b, 5) - Mix(i, before, d, e) - words[i]);
            (a, b, c, d, e) = (b, before, d, e, last);
        }
        return new(a, b, c, d, e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(uint a, ref uint b, uint mixed, ref uint e, uint word)
    {
        unchecked
        {
            // What came last is added last: the steps wait for nothing else.
            e = e + word + mixed + BitOperations.RotateLeft(a, 5);
            b = BitOperations.RotateLeft(b, 30);
        }
    }

    // The round's function of three words, and its constant.
    private static uint Mix(int step, uint b, uint c, uint d) => unchecked(step switch
    {
        < 20 => (((c ^ d) & b) ^ d) + K0,
        < 40 => (b ^ c ^ d) + K1,
        < 60 => ((b & c) | ((b | c) & d)) + K2,
        _ => (b ^ c ^ d) + K3,
    });
}
