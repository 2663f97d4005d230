namespace GitProto;

/// <summary>Hex digits as bytes. Only <c>0-9a-fA-F</c> is a digit: no sign, no space, no prefix.</summary>
public static class Hex
{
    private static ReadOnlySpan<byte> Digits => "0123456789abcdef"u8;

    /// <summary>The value of one digit, or -1.</summary>
    public static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };

    /// <summary>Decodes pairs of digits; false at the first that is none, or if the lengths disagree.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> hex, Span<byte> bytes)
    {
        if (hex.Length != bytes.Length * 2)
            return false;
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = (Value(hex[2 * i]) << 4) | Value(hex[(2 * i) + 1]);
            if (value < 0)
                return false;
            bytes[i] = (byte)value;
        }
        return true;
    }

    /// <summary>Writes two lower-case digits for each byte.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, Span<byte> hex)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            hex[2 * i] = Digits[bytes[i] >> 4];
            hex[(2 * i) + 1] = Digits[bytes[i] & 15];
        }
    }
}
