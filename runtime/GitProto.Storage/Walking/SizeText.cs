namespace GitProto.Storage;

/// <summary>Numbers with a unit, as Git reads them: digits, then k, m or g for powers of 1024.</summary>
internal static class SizeText
{
    /// <summary>Reads a number that fits into 63 bits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var shift = text.IsEmpty ? 0 : text[^1] switch
        {
            (byte)'k' or (byte)'K' => 10,
            (byte)'m' or (byte)'M' => 20,
            (byte)'g' or (byte)'G' => 30,
            _ => 0,
        };
        var digits = shift == 0 ? text : text[..^1];
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9' || value > (long.MaxValue - 9) / 10)
                return false;
            value = (value * 10) + (digit - '0');
        }
        if (digits.IsEmpty || value > long.MaxValue >> shift)
            return false;
        value <<= shift;
        return true;
    }
}
