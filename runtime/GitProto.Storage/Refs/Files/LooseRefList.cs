namespace GitProto.Storage;

/// <summary>Finds the names of refs that have files of their own. Directories that are links are not entered.</summary>
internal static class LooseRefList
{
    /// <summary>The names that begin with some bytes, sorted.</summary>
    /// <exception cref="RefRefusedException">A file has a name that is not UTF-8: leaving it out would hide a ref.</exception>
    public static List<RefName> Find(RefPaths paths, ByteString prefix)
    {
        var names = new List<RefName>();
        foreach (var root in paths.Roots)
        {
            foreach (var text in Walk(root, Start(prefix)))
            {
                if (RefName.TryParse(text, out var name) && name.StartsWith(prefix.Span) && paths.Root(name) == root)
                    names.Add(name);
            }
        }
        names.Sort();
        return names;
    }

    /// <summary>Files below <c>refs/</c> whose names are those of no ref. Locks are not among them.</summary>
    public static IEnumerable<string> FindIllegal(RefPaths paths) => paths.Roots.SelectMany(root => Walk(root, "refs"))
        .Where(name => !name.EndsWith(".lock", StringComparison.Ordinal) && !RefName.TryParse(name, out _));

    /// <summary>The error for a file that cannot be opened by its name.</summary>
    public static RefRefusedException OutOfReach(ByteString name) =>
        new(name, "its file has a name that is not UTF-8 and cannot be opened here; 'git pack-refs --all' makes it readable");

    // The deepest directory that holds all names with the prefix, if that is a name beyond doubt; else all of them are looked at.
    private static string Start(ByteString prefix)
    {
        var end = prefix.Span.LastIndexOf((byte)'/');
        return end > "refs/".Length && RefName.TryParse(new ByteString(prefix.Span[..end]), out var directory) ? directory.Bytes.ToString() : "refs";
    }

    private static IEnumerable<string> Walk(string root, string start)
    {
        var pending = new Stack<(DirectoryInfo Directory, string Name)>();
        if (!CrossesLink(root, start))
            pending.Push((new DirectoryInfo(Path.Join(root, start)), start));
        while (pending.TryPop(out var next))
        {
            foreach (var entry in Entries(next.Directory))
            {
                var name = $"{next.Name}/{entry.Name}";
                if (RefPaths.IsBroken(entry))
                    throw OutOfReach(name);
                if (entry is DirectoryInfo { LinkTarget: null } directory)
                    pending.Push((directory, name));
                else
                    yield return name;
            }
        }
    }

    private static bool CrossesLink(string root, string start)
    {
        var path = Path.Join(root, "refs");
        foreach (var part in start.Split('/').Skip(1))
        {
            path = Path.Join(path, part);
            if (new DirectoryInfo(path).LinkTarget is not null)
                return true;
        }
        return false;
    }

    private static FileSystemInfo[] Entries(DirectoryInfo directory)
    {
        try
        {
            return directory.GetFileSystemInfos();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
