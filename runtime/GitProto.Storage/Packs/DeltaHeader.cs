namespace GitProto.Storage;

/// <summary>The two sizes a delta begins with.</summary>
/// <param name="BaseSize">Length of the base it applies to.</param>
/// <param name="ResultSize">Length of the object it makes.</param>
/// <param name="Length">Length of the two numbers; the operations follow.</param>
internal readonly record struct DeltaHeader(long BaseSize, long ResultSize, int Length)
{
    /// <summary>The most bytes the two numbers take.</summary>
    public const int MaxLength = 18;

    /// <summary>Reads the sizes from the first bytes of a delta.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? TryRead(ReadOnlySpan<byte> delta, out DeltaHeader header)
    {
        header = default;
        if (!TryReadSize(delta, out var baseSize, out var first) || !TryReadSize(delta[first..], out var resultSize, out var second))
            return "its delta has no sizes of at most 60 bits";
        header = new(baseSize, resultSize, first + second);
        return null;
    }

    private static bool TryReadSize(ReadOnlySpan<byte> bytes, out long size, out int length)
    {
        size = length = 0;
        for (var shift = 0; shift <= 56 && length < bytes.Length; shift += 7)
        {
            var value = bytes[length++];
            size |= (long)(value & 0x7f) << shift;
            if ((value & 0x80) == 0)
                return size < 1L << 60;
        }
        return false;
    }
}
