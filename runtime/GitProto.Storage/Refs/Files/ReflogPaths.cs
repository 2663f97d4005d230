namespace GitProto.Storage;

/// <summary>Where the logs of refs are: below <c>logs/</c>, by the paths that the refs have.</summary>
internal static class ReflogPaths
{
    private const string Directories = "logs";

    /// <summary>The directory of the logs of a work tree, or of all.</summary>
    public static string Root(string directory) => Path.Join(directory, Directories);

    /// <summary>The log of a ref; null for one that can have no file.</summary>
    public static string? TryGet(RefPaths paths, RefName name) =>
        paths.TryGet(name) is { } path ? Path.Join(Root(paths.Root(name)), Path.GetRelativePath(paths.Root(name), path)) : null;

    /// <summary>All logs there are, and the names of their refs, that of HEAD last.</summary>
    public static IEnumerable<(string Name, string Path)> All(RefPaths paths)
    {
        foreach (var root in paths.Roots)
        {
            var logs = Root(root);
            foreach (var path in Files(Path.Join(logs, "refs")))
                yield return (Path.GetRelativePath(logs, path).Replace('\\', '/'), path);
        }
        var head = Path.Join(Root(paths.Root(RefName.Head)), "HEAD");
        if (File.Exists(head))
            yield return ("HEAD", head);
    }

    // Directories that are links are not entered.
    private static IEnumerable<string> Files(string directory)
    {
        if (!Directory.Exists(directory) || new DirectoryInfo(directory).LinkTarget is not null)
            return [];
        return new DirectoryInfo(directory).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(file => file.FullName).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }
}
