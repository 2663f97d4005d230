using System.Numerics;

namespace GitProto.Storage;

/// <summary>
/// A way to disturb the words of a block so that nearly all disturbances in the later steps cancel: what every known collision attack on SHA-1
/// follows. Two families, named as by Manuel, each given by 16 words from which the expansion leads to all 80.
/// </summary>
/// <param name="Family">1 or 2.</param>
/// <param name="Start">The first of the 16 words, K in the literature.</param>
/// <param name="Bit">By how many bits they are rotated, b in the literature.</param>
internal readonly record struct DisturbanceVector(int Family, int Start, int Bit)
{
    // Corrections reach back so many steps.
    private const int Reach = 5;

    /// <summary>
    /// Those that are looked for: the 32 that Stevens and Shumow (Speeding up detection of SHA-1 collision attacks using unavoidable attack
    /// conditions, 2017) found to be within reach of an attack. Their order is that of the bits in a mask of candidates.
    /// </summary>
    public static readonly DisturbanceVector[] All =
    [
        .. Enumerable.Range(43, 10).Select(start => new DisturbanceVector(1, start, 0)),
        .. Enumerable.Range(46, 6).Select(start => new DisturbanceVector(1, start, 2)),
        .. Enumerable.Range(45, 12).Select(start => new DisturbanceVector(2, start, 0)),
        .. new[] { 46, 49, 50, 51 }.Select(start => new DisturbanceVector(2, start, 2)),
    ];

    /// <summary>Where both blocks of a pair have the same state: behind the last correction before the 15 quiet steps, and before what follows them.</summary>
    public int QuietStep => Family == 2 && Start >= 50 ? 65 : 58;

    /// <summary>The bits that are disturbed, for each step.</summary>
    public uint[] Disturbances() => Extended()[Reach..];

    /// <summary>By which bits the words of the two blocks of a pair differ: each disturbance and the five corrections that cancel it.</summary>
    public uint[] WordDifferences()
    {
        var bits = Extended();
        var differences = new uint[Sha1Steps.Count];
        for (var i = 0; i < differences.Length; i++)
        {
            var at = i + Reach;
            differences[i] = bits[at] ^ BitOperations.RotateLeft(bits[at - 1], 5) ^ bits[at - 2]
                ^ BitOperations.RotateLeft(bits[at - 3] ^ bits[at - 4] ^ bits[at - 5], 30);
        }
        return differences;
    }

    private uint[] Extended()
    {
        var bits = new uint[Sha1Steps.Count + Reach];
        var first = Start + Reach;
        if (Family == 2)
            bits[first + 1] = bits[first + 3] = BitOperations.RotateLeft(1u << 31, Bit);
        bits[first + 15] = BitOperations.RotateLeft(1u, Bit);
        for (var i = first + 16; i < bits.Length; i++)
            bits[i] = BitOperations.RotateLeft(bits[i - 3] ^ bits[i - 8] ^ bits[i - 14] ^ bits[i - 16], 1);
        for (var i = first - 1; i >= 0; i--)
            bits[i] = BitOperations.RotateRight(bits[i + 16], 1) ^ bits[i + 13] ^ bits[i + 8] ^ bits[i + 2];
        return bits;
    }
}
