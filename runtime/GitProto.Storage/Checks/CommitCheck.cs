namespace GitProto.Storage;

/// <summary>The format of a commit.</summary>
internal static class CommitCheck
{
    /// <summary>Checks one.</summary>
    public static void Run(FsckReporter reporter, ObjectFormat format, ReadOnlySpan<byte> content)
    {
        var rest = content;
        if (!HeaderCheck.Run(reporter, content) || !Tree(reporter, format, ref rest) || !Parents(reporter, format, ref rest) || !Authors(reporter, ref rest))
            return;
        if (rest.StartsWith("committer "u8))
        {
            if (PersonCheck.Run(reporter, HeaderCheck.TakeLine(ref rest)["committer ".Length..]))
                return;
        }
        else if (reporter.Tell(FsckId.MissingCommitter, "invalid format - expected 'committer' line"))
            return;
        if (content.Contains((byte)0))
            reporter.Tell(FsckId.NulInCommit, "NUL byte in the commit object body");
    }

    private static bool Tree(FsckReporter reporter, ObjectFormat format, ref ReadOnlySpan<byte> rest)
    {
        if (!rest.StartsWith("tree "u8))
            return !reporter.Tell(FsckId.MissingTree, "invalid format - expected 'tree' line");
        return HeaderCheck.TakeId(ref rest, "tree ".Length, format) || !reporter.Tell(FsckId.BadTreeSha1, "invalid 'tree' line format - bad sha1");
    }

    private static bool Parents(FsckReporter reporter, ObjectFormat format, ref ReadOnlySpan<byte> rest)
    {
        while (rest.StartsWith("parent "u8))
        {
            if (!HeaderCheck.TakeId(ref rest, "parent ".Length, format) && reporter.Tell(FsckId.BadParentSha1, "invalid 'parent' line format - bad sha1"))
                return false;
        }
        return true;
    }

    private static bool Authors(FsckReporter reporter, ref ReadOnlySpan<byte> rest)
    {
        var count = 0;
        for (; rest.StartsWith("author "u8); count++)
        {
            if (PersonCheck.Run(reporter, HeaderCheck.TakeLine(ref rest)["author ".Length..]))
                return false;
        }
        return count switch
        {
            0 => !reporter.Tell(FsckId.MissingAuthor, "invalid format - expected 'author' line"),
            1 => true,
            _ => !reporter.Tell(FsckId.MultipleAuthors, "invalid format - multiple 'author' lines"),
        };
    }
}
