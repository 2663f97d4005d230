using System.Numerics;

namespace GitProto.Storage;

/// <summary>How git cuts ids.</summary>
internal static class Abbreviation
{
    private const int Shortest = 7;

    /// <summary>Digits among so many objects: as many that two of them are not expected to begin alike.</summary>
    public static int DefaultDigits(long count) => Math.Max(Shortest, (64 - BitOperations.LeadingZeroCount((ulong)count) + 1) / 2);

    /// <summary>Hex digits with which both begin.</summary>
    public static int Shared(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var bytes = one.CommonPrefixLength(other);
        return (2 * bytes) + (bytes < Math.Min(one.Length, other.Length) && one[bytes] >> 4 == other[bytes] >> 4 ? 1 : 0);
    }
}
