namespace GitProto.Server;

/// <summary>Reads the lines of an attribute file. What git leaves out with a warning is left out.</summary>
/// <remarks>Source: gitattributes "DESCRIPTION"; attr.c parse_attr_line.</remarks>
internal static class AttributeLines
{
    private const int MaxLine = 2048;

    /// <summary>Reads them.</summary>
    /// <param name="content">The file.</param>
    /// <param name="macros">True where macros may be defined: at the top.</param>
    public static IEnumerable<AttributeRule> Read(ReadOnlyMemory<byte> content, bool macros)
    {
        if (content.Length > AttributeFile.MaxLength)
            yield break;
        var rest = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Length < MaxLine && Line(line.Span, macros) is { } rule)
                yield return rule;
        }
    }

    private static AttributeRule? Line(ReadOnlySpan<byte> line, bool macros)
    {
        line = line.TrimStart(" \t\r"u8);
        if (line.IsEmpty || line[0] == '#')
            return null;
        if (!AttributeWords.TryTakePattern(ref line, out var pattern))
            return null;
        const string Mark = "[attr]";
        var isMacro = pattern.StartsWith("[attr]"u8) && pattern.Length > Mark.Length;
        if (isMacro && (!macros || !AttributeWords.IsName(pattern.AsSpan(Mark.Length))))
            return null;
        if (!isMacro && (pattern.Length == 0 || pattern[0] == '!'))
            return null;
        var states = new List<KeyValuePair<ByteString, AttributeState>>();
        while (AttributeWords.TryTakeWord(ref line, out var word))
        {
            // A line with a name that is none counts for nothing.
            if (AttributeWords.Parse(word) is not { } state)
                return null;
            states.Add(state);
        }
        return isMacro ? new AttributeRule(null, new ByteString(pattern.AsSpan(Mark.Length)), states) : new AttributeRule(new AttributePattern(pattern), null, states);
    }

    private static bool StartsWith(this byte[] bytes, ReadOnlySpan<byte> prefix) => bytes.AsSpan().StartsWith(prefix);
}
