namespace GitProto.Storage;

/// <summary>The form of a log: a line for each change, <c>OLD SP NEW SP COMMITTER TAB MESSAGE</c>, the oldest first.</summary>
/// <remarks>Source: gitrepository-layout "logs".</remarks>
internal static class ReflogFile
{
    /// <summary>The longest log that is read, in bytes.</summary>
    public const int MaxLength = 512 << 20;

    /// <summary>Reads a log. Lines that are none are passed over, as git does.</summary>
    /// <returns>Null if there is no log.</returns>
    /// <exception cref="LimitExceededException">It is longer than <see cref="MaxLength"/>.</exception>
    public static IEnumerable<ReflogEntry>? TryRead(string path, ObjectFormat format, PathGuard guard) =>
        SmallFile.TryRead(path, MaxLength, nameof(MaxLength), guard) is { } content ? Parse(content, format) : null;

    private static List<ReflogEntry> Parse(byte[] content, ObjectFormat format)
    {
        var entries = new List<ReflogEntry>();
        foreach (var line in new ByteLines(content))
        {
            if (TryParse(line, format) is { } entry)
                entries.Add(entry);
        }
        return entries;
    }

    private static ReflogEntry? TryParse(ReadOnlySpan<byte> line, ObjectFormat format)
    {
        var width = format.HexLength();
        if (line.Length < (2 * width) + 2 || line[width] != ' ' || line[(2 * width) + 1] != ' '
            || !ObjectId.TryParse(line[..width], format, out var old) || !ObjectId.TryParse(line.Slice(width + 1, width), format, out var now))
            return null;
        var rest = line[((2 * width) + 2)..];
        var close = rest.IndexOf("> "u8);
        if (close < 0)
            return null;
        var tab = rest[close..].IndexOf((byte)'\t') is >= 0 and var found ? close + found : -1;
        var person = tab < 0 ? rest : rest[..tab];
        return new ReflogEntry(old, now, new ByteString(person), tab < 0 ? default : new ByteString(rest[(tab + 1)..]));
    }
}
