namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Commits, trees, tags and <c>.gitmodules</c>: what walks read of them, and what the checks say.</summary>
internal static class ObjectFuzz
{
    private static readonly FsckOptions Strict = FsckOptions.StrictDefault with { Report = _ => { } };

    public static FuzzTarget Trees { get; } = new("tree", FuzzSeeds.Of(ObjectType.Tree), RunTree);

    public static FuzzTarget Commits { get; } = new("commit", [.. FuzzSeeds.Of(ObjectType.Commit), MergeWithSignature], RunCommit);

    public static FuzzTarget Tags { get; } = new("tag", FuzzSeeds.Of(ObjectType.Tag), RunTag);

    public static FuzzTarget Modules { get; } = new(
        "gitmodules", ["[submodule \"a\"]\n\tpath = a/b\n\turl = https://host/a.git\n\tupdate = rebase\n"u8.ToArray(), "[a]b=\"c # d\" ; e\n[A.B]\n\tc\n\td = e\\n\\\nf\n"u8.ToArray()], RunModules);

    private static byte[] MergeWithSignature => [.. "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nparent 4b825dc642cb6eb9a060e54bf8d69288fbee4903\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\nencoding latin1\ngpgsig -----BEGIN\n abc\n -----END\n\nmessage\n"u8];

    private static void RunTree(Span<byte> input, ulong number)
    {
        Check(ObjectType.Tree, input);
        foreach (var entry in new TreeView(ObjectFormat.Sha1, input))
        {
            if (entry.Name.IsEmpty || entry.Mode is < 0 or > 0xffff)
                throw new FuzzException("An entry without name, or with a mode that there is not.");
        }
    }

    private static void RunCommit(Span<byte> input, ulong number)
    {
        Check(ObjectType.Commit, input);
        var view = new CommitView(ObjectFormat.Sha1, input);
        if (view.Parents().Length != view.ParentCount || view.CommitterTime < 0)
            throw new FuzzException("Parents or time are not those of a commit.");
    }

    private static void RunTag(Span<byte> input, ulong number)
    {
        Check(ObjectType.Tag, input);
        var view = new TagView(ObjectFormat.Sha1, input);
        if (view.TargetType is < ObjectType.Commit or > ObjectType.Tag)
            throw new FuzzException("It tags no kind of object.");
    }

    private static void RunModules(Span<byte> input, ulong number)
    {
        var reader = new ConfigReader(input);
        while (reader.Read())
        {
            if (reader.Key.IsEmpty || reader.Value.Length > input.Length || reader.Section.Length > input.Length)
                throw new FuzzException("A key or value that the file does not hold.");
        }
        if (reader.IsBroken)
            throw new ObjectRefusedException("The file is malformed.");
    }

    private static void Check(ObjectType type, ReadOnlySpan<byte> content) => new ObjectChecker(ObjectFormat.Sha1, Strict).Check(default, type, content);
}
