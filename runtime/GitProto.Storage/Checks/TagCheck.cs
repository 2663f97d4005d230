namespace GitProto.Storage;

/// <summary>The format of an annotated tag.</summary>
internal static class TagCheck
{
    /// <summary>Checks one.</summary>
    public static void Run(FsckReporter reporter, ObjectFormat format, ReadOnlySpan<byte> content)
    {
        var rest = content;
        if (!HeaderCheck.Run(reporter, content) || !Target(reporter, format, ref rest) || !Kind(reporter, ref rest) || !Name(reporter, ref rest) || !Tagger(reporter, ref rest))
            return;
        if (!Signature(reporter, ref rest))
            return;
        if (!rest.IsEmpty && rest[0] != '\n')
            reporter.Tell(FsckId.ExtraHeaderEntry, "invalid format - extra header(s) after 'tagger'");
    }

    private static bool Target(FsckReporter reporter, ObjectFormat format, ref ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith("object "u8))
        {
            reporter.Tell(FsckId.MissingObject, "invalid format - expected 'object' line");
            return false;
        }
        return HeaderCheck.TakeId(ref rest, "object ".Length, format) || !reporter.Tell(FsckId.BadObjectSha1, "invalid 'object' line format - bad sha1");
    }

    private static bool Kind(FsckReporter reporter, ref ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith("type "u8))
        {
            reporter.Tell(FsckId.MissingTypeEntry, "invalid format - expected 'type' line");
            return false;
        }
        return ObjectTypes.TryParse(HeaderCheck.TakeLine(ref rest)["type ".Length..], out _) || !reporter.Tell(FsckId.BadType, "invalid 'type' value");
    }

    private static bool Name(FsckReporter reporter, ref ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith("tag "u8))
        {
            reporter.Tell(FsckId.MissingTagEntry, "invalid format - expected 'tag' line");
            return false;
        }
        var name = HeaderCheck.TakeLine(ref rest)["tag ".Length..];
        return RefFormat.Check([.. "refs/tags/"u8, .. name]) is null || !reporter.Tell(FsckId.BadTagName, "invalid 'tag' name: ", name);
    }

    private static bool Tagger(FsckReporter reporter, ref ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("tagger "u8))
            return !PersonCheck.Run(reporter, HeaderCheck.TakeLine(ref rest)["tagger ".Length..]);
        return !reporter.Tell(FsckId.MissingTaggerEntry, "invalid format - expected 'tagger' line");
    }

    // A signature of the other hash is a header of several lines; the lines behind the first begin with a space.
    private static bool Signature(FsckReporter reporter, ref ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith("gpgsig "u8) && !rest.StartsWith("gpgsig-sha256 "u8))
            return true;
        if (!rest.Contains((byte)'\n'))
            return !reporter.Tell(FsckId.BadGpgsig, "invalid format - unexpected end after 'gpgsig' or 'gpgsig-sha256' line");
        HeaderCheck.TakeLine(ref rest);
        while (rest.StartsWith(" "u8))
        {
            if (!rest.Contains((byte)'\n'))
                return !reporter.Tell(FsckId.BadHeaderContinuation, "invalid format - unexpected end in 'gpgsig' or 'gpgsig-sha256' continuation line");
            HeaderCheck.TakeLine(ref rest);
        }
        return true;
    }
}
