using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>The exact test of <see cref="CollisionCheck"/> for eight candidates at once, all of vectors with one quiet step.</summary>
/// <param name="quietStep">That step: 58 or 65.</param>
internal sealed class LaneCandidates<T>(int quietStep)
{
    private readonly Vector256<uint>[] twins = new Vector256<uint>[Sha1Steps.Count];
    private readonly Vector256<uint>[] quiet = new Vector256<uint>[5];
    private readonly Vector256<uint>[] after = new Vector256<uint>[5];
    private readonly T[] owners = new T[LaneWords.Lanes];

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a candidate; there must be room.</summary>
    /// <param name="owner">Whose block it is.</param>
    /// <param name="lane">The lane that it comes from.</param>
    /// <param name="differences">By what the words of the twin differ.</param>
    /// <param name="words">The words of all lanes.</param>
    /// <param name="states">The states of all lanes before the quiet step.</param>
    /// <param name="chain">The chaining values of all lanes behind the block.</param>
    public void Add(T owner, int lane, ReadOnlySpan<uint> differences, Vector256<uint>[] words, Vector256<uint>[] states, Vector256<uint>[] chain)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)lane, (uint)LaneWords.Lanes);
        var slot = Count++;
        owners[slot] = owner;
        // Three checks for each of 80 words would cost more than the words.
        ref var from = ref Unsafe.Add(ref First(words, Sha1Steps.Count), lane);
        ref var to = ref Unsafe.Add(ref First(twins, Sha1Steps.Count), slot);
        differences = differences[..Sha1Steps.Count];
        unchecked
        {
            for (var i = 0; i < differences.Length; i++)
                Unsafe.Add(ref to, i * LaneWords.Lanes) = Unsafe.Add(ref from, i * LaneWords.Lanes) ^ differences[i];
        }
        Copy(states, lane, quiet, slot);
        Copy(chain, lane, after, slot);
    }

    /// <summary>Tests all that wait.</summary>
    /// <param name="found">Is told of each whose block is half of a colliding pair.</param>
    public void Test(Action<T> found)
    {
        if (Count == 0)
            return;
        var same = TwinsEndAlike();
        for (var slot = 0; slot < Count; slot++)
        {
            if (same[slot] != 0)
                found(owners[slot]);
        }
        Array.Clear(owners);
        Count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector256<uint> TwinsEndAlike()
    {
        var words = twins.AsSpan(0, Sha1Steps.Count);
        var (a, b, c, d, e) = (quiet[0], quiet[1], quiet[2], quiet[3], quiet[4]);
        for (var i = quietStep - 1; i >= 0; i--)
        {
            var before = (c << 2) | (c >>> 30);
            var (mixed, constant) = i switch
            {
                >= 60 => (before ^ d ^ e, Sha1Steps.K3),
                >= 40 => (((before ^ d) & (before ^ e)) ^ before, Sha1Steps.K2),
                >= 20 => (before ^ d ^ e, Sha1Steps.K1),
                _ => (((d ^ e) & before) ^ e, Sha1Steps.K0),
            };
            var last = a - ((b << 5) | (b >>> 27)) - mixed - Vector256.Create(constant) - words[i];
            (a, b, c, d, e) = (b, before, d, e, last);
        }
        var (startA, startB, startC, startD, startE) = (a, b, c, d, e);
        (a, b, c, d, e) = (quiet[0], quiet[1], quiet[2], quiet[3], quiet[4]);
        for (var i = quietStep; i < Sha1Steps.Count; i++)
        {
            var (mixed, constant) = i < 60 ? (((b ^ c) & (b ^ d)) ^ b, Sha1Steps.K2) : (b ^ c ^ d, Sha1Steps.K3);
            var next = ((a << 5) | (a >>> 27)) + mixed + e + Vector256.Create(constant) + words[i];
            (a, b, c, d, e) = (next, a, (b << 30) | (b >>> 2), c, d);
        }
        return Vector256.Equals(startA + a, after[0]) & Vector256.Equals(startB + b, after[1]) & Vector256.Equals(startC + c, after[2])
            & Vector256.Equals(startD + d, after[3]) & Vector256.Equals(startE + e, after[4]);
    }

    // The first word of as many vectors, which are there.
    private static ref uint First(Vector256<uint>[] vectors, int count) =>
        ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Vector256<uint>, uint>(vectors.AsSpan(0, count)));

    private static void Copy(Vector256<uint>[] source, int lane, Vector256<uint>[] target, int slot)
    {
        var from = MemoryMarshal.Cast<Vector256<uint>, uint>(source.AsSpan());
        var to = MemoryMarshal.Cast<Vector256<uint>, uint>(target.AsSpan());
        for (var i = 0; i < from.Length; i += LaneWords.Lanes)
            to[i + slot] = from[i + lane];
    }
}
