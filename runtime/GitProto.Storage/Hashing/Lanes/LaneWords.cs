using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GitProto.Storage;

/// <summary>The words of eight blocks side by side: a vector holds the same word of all eight.</summary>
internal static class LaneWords
{
    /// <summary>The number of blocks.</summary>
    public const int Lanes = 8;

    private static readonly Vector256<byte> Swapped = Vector256.Create(
        (byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);

    /// <summary>Takes a block into a lane.</summary>
    /// <param name="block">64 bytes.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="rows">Two vectors for each lane, to be turned by <see cref="Arrange"/>.</param>
    public static void Load(ReadOnlySpan<byte> block, int lane, Span<Vector256<uint>> rows)
    {
        if (Avx2.IsSupported)
        {
            rows = rows[..(2 * Lanes)];
            rows[lane] = Avx2.Shuffle(Vector256.Create(block), Swapped).AsUInt32();
            rows[lane + Lanes] = Avx2.Shuffle(Vector256.Create(block[32..]), Swapped).AsUInt32();
            return;
        }
        var words = MemoryMarshal.Cast<Vector256<uint>, uint>(rows);
        for (var i = 0; i < 16; i++)
            words[(i * Lanes) + lane] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
    }

    /// <summary>Turns what was loaded, so that a vector holds the same word of all blocks.</summary>
    public static void Arrange(Span<Vector256<uint>> rows)
    {
        if (!Avx2.IsSupported)
            return;
        Turn(rows[..Lanes]);
        Turn(rows[Lanes..(2 * Lanes)]);
    }

    private static void Turn(Span<Vector256<uint>> rows)
    {
        rows = rows[..8];
        var (a, b, c, d) = Quarters(rows[0], rows[1], rows[2], rows[3]);
        var (e, f, g, h) = Quarters(rows[4], rows[5], rows[6], rows[7]);
        rows[0] = Avx2.Permute2x128(a, e, 0x20);
        rows[1] = Avx2.Permute2x128(b, f, 0x20);
        rows[2] = Avx2.Permute2x128(c, g, 0x20);
        rows[3] = Avx2.Permute2x128(d, h, 0x20);
        rows[4] = Avx2.Permute2x128(a, e, 0x31);
        rows[5] = Avx2.Permute2x128(b, f, 0x31);
        rows[6] = Avx2.Permute2x128(c, g, 0x31);
        rows[7] = Avx2.Permute2x128(d, h, 0x31);
    }

    private static (Vector256<uint> First, Vector256<uint> Second, Vector256<uint> Third, Vector256<uint> Fourth) Quarters(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d)
    {
        var (low, high) = (Avx2.UnpackLow(a, b).AsUInt64(), Avx2.UnpackHigh(a, b).AsUInt64());
        var (otherLow, otherHigh) = (Avx2.UnpackLow(c, d).AsUInt64(), Avx2.UnpackHigh(c, d).AsUInt64());
        return (
            Avx2.UnpackLow(low, otherLow).AsUInt32(), Avx2.UnpackHigh(low, otherLow).AsUInt32(),
            Avx2.UnpackLow(high, otherHigh).AsUInt32(), Avx2.UnpackHigh(high, otherHigh).AsUInt32());
    }
}
