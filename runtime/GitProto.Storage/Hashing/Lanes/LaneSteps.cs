using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>The steps of SHA-1 for eight blocks at once.</summary>
internal static class LaneSteps
{
    /// <summary>The steps before which states are kept, those of <see cref="DisturbanceVector.QuietStep"/>.</summary>
    public const int EarlyQuietStep = 58, LateQuietStep = 65;

    /// <summary>Adds a block to the chaining value of each lane. The blocks are expanded on the way: two chains of work that do not wait for each other.</summary>
    /// <param name="chain">Five vectors.</param>
    /// <param name="words">The first 16 words of the blocks; gets the other 64.</param>
    /// <param name="early">Gets the states before step <see cref="EarlyQuietStep"/>.</param>
    /// <param name="late">Gets the states before step <see cref="LateQuietStep"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(Span<Vector256<uint>> chain, Span<Vector256<uint>> words, Span<Vector256<uint>> early, Span<Vector256<uint>> late)
    {
        ref var word = ref MemoryMarshal.GetReference(words[..Sha1Steps.Count]);
        chain = chain[..5];
        early = early[..5];
        late = late[..5];
        var (a, b, c, d, e) = (chain[0], chain[1], chain[2], chain[3], chain[4]);
        unchecked
        {
            var constant = Vector256.Create(Sha1Steps.K0);
            for (var i = 0; i < 15; i += 5)
            {
                Step(a, ref b, ((c ^ d) & b) ^ d, ref e, constant + Unsafe.Add(ref word, i));
                Step(e, ref a, ((b ^ c) & a) ^ c, ref d, constant + Unsafe.Add(ref word, i + 1));
                Step(d, ref e, ((a ^ b) & e) ^ b, ref c, constant + Unsafe.Add(ref word, i + 2));
                Step(c, ref d, ((e ^ a) & d) ^ a, ref b, constant + Unsafe.Add(ref word, i + 3));
                Step(b, ref c, ((d ^ e) & c) ^ e, ref a, constant + Unsafe.Add(ref word, i + 4));
            }
            Step(a, ref b, ((c ^ d) & b) ^ d, ref e, constant + Unsafe.Add(ref word, 15));
            Step(e, ref a, ((b ^ c) & a) ^ c, ref d, constant + Next(ref word, 16));
            Step(d, ref e, ((a ^ b) & e) ^ b, ref c, constant + Next(ref word, 17));
            Step(c, ref d, ((e ^ a) & d) ^ a, ref b, constant + Next(ref word, 18));
            Step(b, ref c, ((d ^ e) & c) ^ e, ref a, constant + Next(ref word, 19));
            constant = Vector256.Create(Sha1Steps.K1);
            for (var i = 20; i < 40; i += 5)
            {
                Step(a, ref b, b ^ c ^ d, ref e, constant + Next(ref word, i));
                Step(e, ref a, a ^ b ^ c, ref d, constant + Next(ref word, i + 1));
                Step(d, ref e, e ^ a ^ b, ref c, constant + Next(ref word, i + 2));
                Step(c, ref d, d ^ e ^ a, ref b, constant + Next(ref word, i + 3));
                Step(b, ref c, c ^ d ^ e, ref a, constant + Next(ref word, i + 4));
            }
            constant = Vector256.Create(Sha1Steps.K2);
            for (var i = 40; i < 55; i += 5)
            {
                Step(a, ref b, ((b ^ c) & (b ^ d)) ^ b, ref e, constant + Next(ref word, i));
                Step(e, ref a, ((a ^ b) & (a ^ c)) ^ a, ref d, constant + Next(ref word, i + 1));
                Step(d, ref e, ((e ^ a) & (e ^ b)) ^ e, ref c, constant + Next(ref word, i + 2));
                Step(c, ref d, ((d ^ e) & (d ^ a)) ^ d, ref b, constant + Next(ref word, i + 3));
                Step(b, ref c, ((c ^ d) & (c ^ e)) ^ c, ref a, constant + Next(ref word, i + 4));
            }
            Step(a, ref b, ((b ^ c) & (b ^ d)) ^ b, ref e, constant + Next(ref word, 55));
            Step(e, ref a, ((a ^ b) & (a ^ c)) ^ a, ref d, constant + Next(ref word, 56));
            Step(d, ref e, ((e ^ a) & (e ^ b)) ^ e, ref c, constant + Next(ref word, 57));
            (early[0], early[1], early[2], early[3], early[4]) = (c, d, e, a, b);
            Step(c, ref d, ((d ^ e) & (d ^ a)) ^ d, ref b, constant + Next(ref word, 58));
            Step(b, ref c, ((c ^ d) & (c ^ e)) ^ c, ref a, constant + Next(ref word, 59));
            constant = Vector256.Create(Sha1Steps.K3);
            for (var i = 60; i < Sha1Steps.Count; i += 5)
            {
                if (i == LateQuietStep)
                    (late[0], late[1], late[2], late[3], late[4]) = (a, b, c, d, e);
                Step(a, ref b, b ^ c ^ d, ref e, constant + Next(ref word, i));
                Step(e, ref a, a ^ b ^ c, ref d, constant + Next(ref word, i + 1));
                Step(d, ref e, e ^ a ^ b, ref c, constant + Next(ref word, i + 2));
                Step(c, ref d, d ^ e ^ a, ref b, constant + Next(ref word, i + 3));
                Step(b, ref c, c ^ d ^ e, ref a, constant + Next(ref word, i + 4));
            }
        }
        (chain[0], chain[1], chain[2], chain[3], chain[4]) = (chain[0] + a, chain[1] + b, chain[2] + c, chain[3] + d, chain[4] + e);
    }

    /// <summary>Expands blocks to 80 words without hashing them.</summary>
    /// <param name="words">The first 16 words of the blocks; gets the other 64.</param>
    public static void Expand(Span<Vector256<uint>> words)
    {
        ref var word = ref MemoryMarshal.GetReference(words[..Sha1Steps.Count]);
        for (var i = 16; i < Sha1Steps.Count; i++)
            Next(ref word, i);
    }

    // All indexes are constants between 0 and 79: checking them again would cost a tenth.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Next(ref Vector256<uint> word, int i)
    {
        unchecked
        {
            var mixed = Unsafe.Add(ref word, i - 3) ^ Unsafe.Add(ref word, i - 8) ^ Unsafe.Add(ref word, i - 14) ^ Unsafe.Add(ref word, i - 16);
            // A sum, for there are shifts enough.
            return Unsafe.Add(ref word, i) = (mixed + mixed) | (mixed >>> 31);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(Vector256<uint> a, ref Vector256<uint> b, Vector256<uint> mixed, ref Vector256<uint> e, Vector256<uint> word)
    {
        // What came last is added last: the steps wait for nothing else.
        e = e + word + mixed + ((a << 5) | (a >>> 27));
        b = (b << 30) | (b >>> 2);
    }
}
