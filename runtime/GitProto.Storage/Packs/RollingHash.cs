using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>A hash of sixteen bytes in a row that moves on by one byte at the cost of two multiplications: a polynomial, its coefficients the bytes.</summary>
internal static class RollingHash
{
    /// <summary>How many bytes it covers.</summary>
    public const int Length = 16;

    private const uint Factor = 0x08104225;
    private static readonly uint LeavingFactor = Power(Length);

    /// <summary>The hash of the first bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var hash = 0u;
        foreach (var value in bytes[..Length])
            hash = unchecked((hash * Factor) + value);
        return hash;
    }

    /// <summary>Moves on by a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Roll(uint hash, byte leaving, byte entering) => unchecked((hash * Factor) + entering - (leaving * LeavingFactor));

    private static uint Power(int exponent)
    {
        var power = 1u;
        for (var i = 0; i < exponent; i++)
            power = unchecked(power * Factor);
        return power;
    }
}
