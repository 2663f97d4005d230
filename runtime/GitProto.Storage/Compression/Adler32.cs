using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>The check sum of a zlib stream (RFC 1950).</summary>
internal static class Adler32
{
    /// <summary>The check sum of no bytes.</summary>
    public const uint Initial = 1;

    private const uint Modulus = 65521;

    // The most bytes after which both sums still fit 32 bits: 5552, made a multiple of 32.
    private const int Run = 5536;

    /// <summary>Adds bytes to a check sum.</summary>
    public static uint Update(uint adler, ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var (low, high) = (adler & 0xffff, adler >> 16);
            while (!bytes.IsEmpty)
            {
                var run = bytes[..Math.Min(bytes.Length, Run)];
                bytes = bytes[run.Length..];
                if (Vector128.IsHardwareAccelerated)
                    run = run[Blocks(run, ref low, ref high)..];
                foreach (var value in run)
                {
                    low += value;
                    high += low;
                }
                low %= Modulus;
                high %= Modulus;
            }
            return (high << 16) | low;
        }
    }

    private static int Blocks(ReadOnlySpan<byte> bytes, ref uint low, ref uint high)
    {
        var near = Vector128.Create((ushort)16, 15, 14, 13, 12, 11, 10, 9);
        var far = Vector128.Create((ushort)8, 7, 6, 5, 4, 3, 2, 1);
        var used = 0;
        unchecked
        {
            var (sums, before, weighted) = (Vector128<uint>.Zero, Vector128<uint>.Zero, Vector128<uint>.Zero);
            for (; bytes.Length - used >= 16; used += 16)
            {
                before += sums;
                var (first, second) = Vector128.Widen(Vector128.Create(bytes.Slice(used, 16)));
                var (a, b) = Vector128.Widen(first + second);
                sums += a + b;
                var products = (first * near) + (second * far);
                var (c, d) = Vector128.Widen(products);
                weighted += c + d;
            }
            high += (low * (uint)used) + (16 * Vector128.Sum(before)) + Vector128.Sum(weighted);
            low += Vector128.Sum(sums);
        }
        return used;
    }
}
