using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GitProto.Storage;

/// <summary>The words of eight blocks side by side: a vector holds the same word of all eight.</summary>
internal static class LaneWords
{
    /// <summary>The number of blocks.</summary>
    public const int Lanes = 8;

    /// <summary>Takes a block from each of eight arrays.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="starts">Where the messages begin in them.</param>
    /// <param name="offset">Where the blocks begin in the messages.</param>
    /// <param name="words">Gets the first 16 words.</param>
    public static void Gather(byte[][] arrays, int[] starts, int offset, Span<Vector256<uint>> words)
    {
        words = words[..(Sha1Steps.BlockLength / sizeof(uint))];
        if (Avx2.IsSupported)
            Turn(arrays, starts, offset, words);
        else
            Scatter(arrays, starts, offset, MemoryMarshal.Cast<Vector256<uint>, uint>(words));
    }

    /// <summary>Takes the words of one block out again.</summary>
    /// <param name="words">Those of all blocks.</param>
    /// <param name="lane">The block.</param>
    /// <param name="own">Gets its words, as many as it has room for.</param>
    public static void Copy(ReadOnlySpan<uint> words, int lane, Span<uint> own)
    {
        for (var i = 0; i < own.Length; i++)
            own[i] = words[(i * Lanes) + lane];
    }

    private static void Scatter(byte[][] arrays, int[] starts, int offset, Span<uint> words)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var block = BlockOf(arrays, starts, offset, lane);
            for (var i = 0; i < block.Length / sizeof(uint); i++)
                words[(i * Lanes) + lane] = BinaryPrimitives.ReadUInt32BigEndian(block[(sizeof(uint) * i)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(byte[][] arrays, int[] starts, int offset, Span<Vector256<uint>> words)
    {
        var a = BlockOf(arrays, starts, offset, 0);
        var b = BlockOf(arrays, starts, offset, 1);
        var c = BlockOf(arrays, starts, offset, 2);
        var d = BlockOf(arrays, starts, offset, 3);
        var e = BlockOf(arrays, starts, offset, 4);
        var f = BlockOf(arrays, starts, offset, 5);
        var g = BlockOf(arrays, starts, offset, 6);
        var h = BlockOf(arrays, starts, offset, 7);
        TurnFour(Pair(a, e), Pair(b, f), Pair(c, g), Pair(d, h), words);
        TurnFour(Pair(a[16..], e[16..]), Pair(b[16..], f[16..]), Pair(c[16..], g[16..]), Pair(d[16..], h[16..]), words[4..]);
        TurnFour(Pair(a[32..], e[32..]), Pair(b[32..], f[32..]), Pair(c[32..], g[32..]), Pair(d[32..], h[32..]), words[8..]);
        TurnFour(Pair(a[48..], e[48..]), Pair(b[48..], f[48..]), Pair(c[48..], g[48..]), Pair(d[48..], h[48..]), words[12..]);
    }

    private static ReadOnlySpan<byte> BlockOf(byte[][] arrays, int[] starts, int offset, int lane) =>
        new(arrays[lane], starts[lane] + offset, Sha1Steps.BlockLength);

    // Four words of one block, and behind them four of another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Pair(ReadOnlySpan<byte> low, ReadOnlySpan<byte> high) =>
        Avx2.Shuffle(
            Vector256.Create(Vector128.Create(low), Vector128.Create(high)),
            // Big-endian words.
            Vector256.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnFour(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d, Span<Vector256<uint>> words)
    {
        var (low, high) = (Avx2.UnpackLow(a, b).AsUInt64(), Avx2.UnpackHigh(a, b).AsUInt64());
        var (otherLow, otherHigh) = (Avx2.UnpackLow(c, d).AsUInt64(), Avx2.UnpackHigh(c, d).AsUInt64());
        words[0] = Avx2.UnpackLow(low, otherLow).AsUInt32();
        words[1] = Avx2.UnpackHigh(low, otherLow).AsUInt32();
        words[2] = Avx2.UnpackLow(high, otherHigh).AsUInt32();
        words[3] = Avx2.UnpackHigh(high, otherHigh).AsUInt32();
    }
}
