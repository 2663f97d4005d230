namespace GitProto.Storage;

/// <summary>Bytes written as <c>%NN</c>.</summary>
internal static class PercentText
{
    /// <summary>Decodes; false if a percent sign is not followed by two hex digits.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> decoded)
    {
        decoded = text;
        if (!text.Contains((byte)'%'))
            return true;
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = (int)text[i];
            if (value == '%')
            {
                if (i + 2 >= text.Length)
                    return false;
                value = (Hex.Value(text[i + 1]) << 4) | Hex.Value(text[i + 2]);
                i += 2;
                if (value < 0)
                    return false;
            }
            bytes[length++] = (byte)value;
        }
        decoded = bytes.AsSpan(0, length);
        return true;
    }
}
