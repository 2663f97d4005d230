namespace GitProto.Server;

/// <summary>Gives text the ends of lines that attributes and config ask for.</summary>
/// <remarks>Source: gitattributes "text", "eol"; convert.c crlf_to_worktree.</remarks>
internal static class LineEndings
{
    /// <summary>Converts a file.</summary>
    public static ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> content, AttributeValues attributes, EolConfig config)
    {
        var (toCrlf, onlyIfText) = Wish(attributes, config);
        return toCrlf && new LineStatistics(content.Span).NeedsCrlf(onlyIfText) ? WithCrlf(content.Span) : content;
    }

    /// <summary>True if a file may have to be converted, whatever is in it.</summary>
    public static bool MayConvert(AttributeValues attributes, EolConfig config) => Wish(attributes, config).ToCrlf;

    private static (bool ToCrlf, bool OnlyIfText) Wish(AttributeValues attributes, EolConfig config)
    {
        var text = attributes[ArchiveAttributes.Text];
        if (!Says(text))
            text = attributes[ArchiveAttributes.Crlf];
        if (text.Kind == AttributeStateKind.Unset)
            return default;
        var auto = text.Is("auto"u8);
        var eol = attributes[ArchiveAttributes.Eol];
        if (eol.Is("lf"u8))
            return default;
        if (eol.Is("crlf"u8))
            return (true, auto);
        if (text.Is("input"u8))
            return default;
        if (auto || text.Kind == AttributeStateKind.Set)
            return (config.TextIsCrlf, auto);
        return (config.Auto == true, true);
    }

    /// <summary>True if an attribute decides; other texts than two say nothing.</summary>
    private static bool Says(AttributeState state) =>
        state.Kind is AttributeStateKind.Set or AttributeStateKind.Unset || state.Is("auto"u8) || state.Is("input"u8);

    private static byte[] WithCrlf(ReadOnlySpan<byte> content)
    {
        var result = ArchiveContent.Allocate((long)content.Length + content.Count((byte)'\n') - content.Count("\r\n"u8));
        var rest = result.AsSpan();
        while (content.IndexOf((byte)'\n') is >= 0 and var end)
        {
            content[..end].CopyTo(rest);
            rest = rest[end..];
            if (end == 0 || content[end - 1] != '\r')
            {
                rest[0] = (byte)'\r';
                rest = rest[1..];
            }
            rest[0] = (byte)'\n';
            rest = rest[1..];
            content = content[(end + 1)..];
        }
        content.CopyTo(rest);
        return result;
    }
}
