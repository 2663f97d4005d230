namespace GitProto.Client;

/// <summary>The one escape sequence that can be let through: a change of colour or weight (SGR).</summary>
internal static class ColorSequence
{
    /// <summary>The longest one taken, in bytes. Real ones are far shorter.</summary>
    public const int MaxLength = 64;

    /// <summary>The length of the sequence at the beginning of some bytes; 0 if there is none.</summary>
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("\u001b["u8))
            return 0;
        for (var i = 2; i < Math.Min(bytes.Length, MaxLength); i++)
        {
            if (bytes[i] == 'm')
                return i + 1;
            if (!char.IsAsciiDigit((char)bytes[i]) && bytes[i] is not ((byte)';' or (byte)':'))
                return 0;
        }
        return 0;
    }
}
