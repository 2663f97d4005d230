namespace GitProto.Storage;

/// <summary>The header of a commit or tag as a whole.</summary>
internal static class HeaderCheck
{
    /// <summary>Looks for NULs and for the blank line, or the end, that every header has.</summary>
    /// <returns>False if the lines of the header cannot be relied on.</returns>
    public static bool Run(FsckReporter reporter, ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf("\n\n"u8);
        var nul = (end < 0 ? content : content[..end]).IndexOf((byte)0);
        if (nul >= 0)
        {
            reporter.Tell(FsckId.NulInHeader, $"unterminated header: NUL at offset {nul}");
            return false;
        }
        if (end >= 0 || content.EndsWith("\n"u8))
            return true;
        reporter.Tell(FsckId.UnterminatedHeader, "unterminated header");
        return false;
    }

    /// <summary>Reads the id behind a key and steps to the next line, whatever stood there.</summary>
    /// <returns>False if it is no id.</returns>
    public static bool TakeId(ref ReadOnlySpan<byte> rest, int keyLength, ObjectFormat format)
    {
        var line = TakeLine(ref rest)[keyLength..];
        return ObjectId.TryParse(line, format, out _);
    }

    /// <summary>Takes a line without its end.</summary>
    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }
}
