using System.Numerics;

namespace GitProto.Storage;

/// <summary>
/// What an expanded block must fulfil to be half of a pair that follows a disturbance vector: the sign of each correction is opposite to that
/// of its disturbance. They leave one block in twenty with a candidate, so that few have to be computed a second time.
/// </summary>
internal static partial class BitConditions
{
    /// <summary>All conditions.</summary>
    public static readonly BitCondition[] All = Unpack();

    private static readonly BitCondition[][] OfVector = Sort();

    /// <summary>Which vectors a block may follow.</summary>
    /// <param name="words">The 80 words of the block.</param>
    /// <returns>Bits in the order of <see cref="DisturbanceVector.All"/>.</returns>
    public static uint Candidates(ReadOnlySpan<uint> words)
    {
        var candidates = uint.MaxValue;
        foreach (ref readonly var condition in All.AsSpan())
        {
            if (!condition.Holds(words))
                candidates &= ~condition.Vectors;
        }
        return candidates;
    }

    /// <summary>Leaves of some vectors those whose conditions a block meets, all of them.</summary>
    /// <param name="candidates">Bits in the order of <see cref="DisturbanceVector.All"/>.</param>
    /// <param name="words">The 80 words of the block.</param>
    /// <param name="stride">The distance from one to the next.</param>
    public static uint Narrow(uint candidates, ReadOnlySpan<uint> words, int stride)
    {
        for (var left = candidates; left != 0; left &= left - 1)
        {
            var vector = BitOperations.TrailingZeroCount(left);
            if (!Hold(vector, words, stride))
                candidates ^= 1u << vector;
        }
        return candidates;
    }

    private static bool Hold(int vector, ReadOnlySpan<uint> words, int stride)
    {
        foreach (ref readonly var condition in OfVector[vector].AsSpan())
        {
            if (!condition.Holds(words, stride))
                return false;
        }
        return true;
    }

    // Those first that are about few vectors: the others have often been looked at.
    private static BitCondition[][] Sort() =>
    [
        .. DisturbanceVector.All.Select((_, vector) =>
            All.Where(condition => ((condition.Vectors >> vector) & 1) != 0).OrderBy(condition => BitOperations.PopCount(condition.Vectors)).ToArray()),
    ];

    private static BitCondition[] Unpack()
    {
        var conditions = new BitCondition[Table.Length / 2];
        for (var i = 0; i < conditions.Length; i++)
        {
            var packed = Table[2 * i];
            conditions[i] = new(
                (int)(packed >> 24), (int)((packed >> 16) & 31), (int)((packed >> 8) & 127), (int)(packed & 31), (packed & 0x800000) != 0, Table[(2 * i) + 1]);
        }
        return conditions;
    }
}
