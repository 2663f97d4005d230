namespace GitProto.Server;

/// <summary>Reads the words of a line of an attribute file.</summary>
internal static class AttributeWords
{
    private static ReadOnlySpan<byte> Blanks => " \t\r"u8;

    /// <summary>Takes the pattern, which may stand in quotes.</summary>
    public static bool TryTakePattern(ref ReadOnlySpan<byte> line, out byte[] pattern)
    {
        if (line[0] == '"' && TryUnquote(line, out pattern, out var length))
        {
            line = line[length..];
            return true;
        }
        TryTakeWord(ref line, out var word);
        pattern = word.ToArray();
        return pattern.Length > 0;
    }

    /// <summary>Takes the next word.</summary>
    public static bool TryTakeWord(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        line = line.TrimStart(Blanks);
        var end = line.IndexOfAny(Blanks);
        word = end < 0 ? line : line[..end];
        line = line[word.Length..];
        return !word.IsEmpty;
    }

    /// <summary>Reads <c>name</c>, <c>-name</c>, <c>!name</c> or <c>name=text</c>; null if the name is none.</summary>
    public static KeyValuePair<ByteString, AttributeState>? Parse(ReadOnlySpan<byte> word)
    {
        if (word[0] is (byte)'-' or (byte)'!')
        {
            // Git reads no value behind these, and so what looks like one is a part of no name.
            var bare = word[1..];
            var kind = word[0] == '-' ? AttributeStateKind.Unset : AttributeStateKind.Unspecified;
            var cut = bare.IndexOf((byte)'=');
            return Named(cut < 0 ? bare : bare[..cut], new AttributeState(kind));
        }
        var equals = word.IndexOf((byte)'=');
        return equals < 0 ? Named(word, new AttributeState(AttributeStateKind.Set))
            : Named(word[..equals], new AttributeState(AttributeStateKind.Text, new ByteString(word[(equals + 1)..])));
    }

    /// <summary>True for a name that an attribute may have.</summary>
    public static bool IsName(ReadOnlySpan<byte> name)
    {
        foreach (var value in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)value) && value is not ((byte)'-' or (byte)'.' or (byte)'_'))
                return false;
        }
        return !name.IsEmpty && name[0] != '-';
    }

    private static KeyValuePair<ByteString, AttributeState>? Named(ReadOnlySpan<byte> name, AttributeState state) =>
        IsName(name) ? new(new ByteString(name), state) : null;

    /// <summary>Reads a pattern in quotes, with the escapes of C.</summary>
    private static bool TryUnquote(ReadOnlySpan<byte> line, out byte[] text, out int length)
    {
        var bytes = new List<byte>();
        (text, length) = ([], 0);
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                (text, length) = ([.. bytes], i + 1);
                return true;
            }
            if (line[i] != '\\')
            {
                bytes.Add(line[i]);
                continue;
            }
            if (++i == line.Length)
                return false;
            if (line[i] is >= (byte)'0' and <= (byte)'3' && i + 2 < line.Length && IsOctal(line[i + 1]) && IsOctal(line[i + 2]))
            {
                bytes.Add((byte)(((line[i] - '0') << 6) | ((line[i + 1] - '0') << 3) | (line[i + 2] - '0')));
                i += 2;
            }
            else if (Escaped(line[i]) is { } value)
                bytes.Add(value);
            else
                return false;
        }
        return false;
    }

    private static bool IsOctal(byte value) => value is >= (byte)'0' and <= (byte)'7';

    private static byte? Escaped(byte letter) => letter switch
    {
        (byte)'a' => 7,
        (byte)'b' => 8,
        (byte)'t' => 9,
        (byte)'n' => 10,
        (byte)'v' => 11,
        (byte)'f' => 12,
        (byte)'r' => 13,
        (byte)'"' or (byte)'\\' => letter,
        _ => null,
    };
}
