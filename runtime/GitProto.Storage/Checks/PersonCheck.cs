using System.Buffers.Text;

namespace GitProto.Storage;

/// <summary>A person line: <c>NAME SP &lt;EMAIL&gt; SP SECONDS SP ZONE</c>.</summary>
internal static class PersonCheck
{
    private const string Line = "invalid author/committer line - ";

    /// <summary>Checks what stands behind the key.</summary>
    /// <returns>True if an error was told.</returns>
    public static bool Run(FsckReporter reporter, ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("<"u8) && reporter.Tell(FsckId.MissingNameBeforeEmail, Line + "missing space before email"))
            return true;
        var open = line.IndexOfAny((byte)'<', (byte)'>');
        if (open >= 0 && line[open] == '>')
            return Ends(reporter, FsckId.BadName, "bad name");
        if (open < 0)
            return Ends(reporter, FsckId.MissingEmail, "missing email");
        if (open > 0 && line[open - 1] != ' ' && reporter.Tell(FsckId.MissingSpaceBeforeEmail, Line + "missing space before email"))
            return true;
        line = line[(open + 1)..];
        var close = line.IndexOfAny((byte)'<', (byte)'>');
        if (close < 0 || line[close] == '<')
            return Ends(reporter, FsckId.BadEmail, "bad email");
        return When(reporter, line[(close + 1)..]);
    }

    private static bool When(FsckReporter reporter, ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(" "u8))
            return Ends(reporter, FsckId.MissingSpaceBeforeDate, "missing space before date");
        // Git skips blanks here, and its older releases a sign as well.
        var date = text.TrimStart(" \t"u8);
        if (date.IsEmpty || !char.IsAsciiDigit((char)date[0]))
            return Ends(reporter, FsckId.BadDate, "bad date");
        if (date is [(byte)'0'] or [(byte)'0', not (byte)' ', ..] && reporter.Tell(FsckId.ZeroPaddedDate, Line + "zero-padded date"))
            return true;
        var length = date.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 0)
            length = date.Length;
        if (!(Utf8Parser.TryParse(date[..length], out ulong seconds, out _) && seconds <= long.MaxValue)
            && reporter.Tell(FsckId.BadDateOverflow, Line + "date causes integer overflow"))
            return true;
        if (length == date.Length || date[length] != ' ')
            return Ends(reporter, FsckId.BadDate, "bad date");
        return !IsZone(date[(length + 1)..]) && Ends(reporter, FsckId.BadTimezone, "bad time zone");
    }

    private static bool IsZone(ReadOnlySpan<byte> text) =>
        text is [(byte)'+' or (byte)'-', _, _, _, _] && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // What stands behind it cannot be told apart any more, even where this is no error.
    private static bool Ends(FsckReporter reporter, FsckId id, string problem) => reporter.Tell(id, Line + problem);
}
