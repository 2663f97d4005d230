namespace GitProto.Server;

/// <summary>Follows the symbolic links of a path one name at a time, so that each step is seen.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path without symbolic links in it. What does not exist has none.</summary>
    /// <returns>Null if there are more links than any system follows, as in a circle.</returns>
    public static string? Resolve(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var names = new Stack<string>(Names(path[root.Length..]));
        var real = root;
        for (var links = 0; names.TryPop(out var name);)
        {
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }
            var next = Path.Join(real, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaxLinks)
                return null;
            if (Path.IsPathRooted(target))
                (real, root, target) = (Path.GetPathRoot(target)!, Path.GetPathRoot(target)!, target[Path.GetPathRoot(target)!.Length..]);
            foreach (var part in Names(target))
                names.Push(part);
        }
        return real;
    }

    /// <summary>True if a path without links is a directory or lies below it.</summary>
    public static bool IsWithin(string path, string directory)
    {
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return path.Equals(directory, comparison)
            || (path.StartsWith(directory, comparison) && (Path.EndsInDirectorySeparator(directory) || path[directory.Length] == Path.DirectorySeparatorChar));
    }

    /// <summary>The names in a path, the last first.</summary>
    private static IEnumerable<string> Names(string path) =>
        path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Where(name => name is not ("" or ".")).Reverse();
}
