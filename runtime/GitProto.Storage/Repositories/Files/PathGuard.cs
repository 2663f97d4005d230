using Microsoft.Win32.SafeHandles;

namespace GitProto.Storage;

/// <summary>Says whether a repository may lead to a directory or file, after every link on the way is resolved.</summary>
internal sealed class PathGuard
{
    // As many as Linux follows in one path.
    private const int MaxLinks = 40;
    private readonly string[]? roots;

    /// <summary>Makes a guard.</summary>
    /// <param name="roots">What lies in none of these is refused; null to refuse nothing.</param>
    public PathGuard(IReadOnlyList<string>? roots) => this.roots = roots?.Select(Resolve).ToArray();

    /// <summary>A guard that refuses nothing.</summary>
    public static PathGuard None { get; } = new(null);

    /// <summary>False if it refuses nothing.</summary>
    public bool IsRestricted => roots is not null;

    /// <summary>Checks a path.</summary>
    /// <returns>The path with all links resolved.</returns>
    /// <exception cref="PolicyException">It is outside; it was not opened.</exception>
    public string Demand(string path)
    {
        var real = Resolve(path);
        if (roots is not null && !roots.Any(root => IsWithin(root, real)))
            throw Outside(path);
        return real;
    }

    /// <summary>Opens a file to read it, and looks again where it is once it is open: a link may have been put on its path since that was checked.</summary>
    /// <exception cref="PolicyException">It is outside; nothing of it was read.</exception>
    public SafeFileHandle OpenRead(string path, FileShare share, FileOptions options = FileOptions.None)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, share, options);
        try
        {
            DemandOpened(file, path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Holds a directory to make things in it: what is put on its path afterwards leads nowhere else.</summary>
    /// <exception cref="PolicyException">It is outside; nothing was made in it.</exception>
    /// <exception cref="IOException">It is not there, or may not be opened.</exception>
    public HeldDirectory Hold(string path) => roots is null
        ? HeldDirectory.Unchecked(path)
        : HeldDirectory.TryOpen(path, directory => DemandOpened(directory, path)) ?? HeldDirectory.Unchecked(Demand(path));

    /// <summary>Checks where an open file is. Where the system does not tell, its path is checked once more.</summary>
    /// <exception cref="PolicyException">It is outside.</exception>
    public void DemandOpened(SafeFileHandle file, string path)
    {
        if (roots is null)
            return;
        if (OpenedPath.TryGet(file) is not { } real)
            Demand(path);
        else if (!roots.Any(root => IsWithin(root, real)))
            throw Outside(path);
    }

    private static PolicyException Outside(string path) => new($"The path '{Escape.ForDisplay(path)}' leads outside the directories that may be used.");

    private static bool IsWithin(string root, string path) =>
        path.Length == root.Length
            ? string.Equals(path, root, StringComparison.Ordinal)
            : path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Resolve(string path)
    {
        // A path to another machine would hand out the user's password hash on Windows.
        if (path.StartsWith(@"\\", StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && path.StartsWith("//", StringComparison.Ordinal)))
            throw new PolicyException($"The path '{Escape.ForDisplay(path)}' is no local path.");
        var links = 0;
        var full = Path.IsPathRooted(path) ? path : Path.Join(Environment.CurrentDirectory, path);
        if (!Path.IsPathFullyQualified(full))
            throw new PolicyException($"The path '{Escape.ForDisplay(path)}' depends on the current folder of a drive.");
        var root = Path.GetPathRoot(full)!;
        var rest = new Stack<string>(Parts(full[root.Length..]).Reverse());
        var real = root;
        while (rest.TryPop(out var part))
        {
            var next = part == ".." ? Path.GetDirectoryName(real) ?? real : Path.Join(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaxLinks)
                throw new PolicyException($"The path '{Escape.ForDisplay(path)}' has too many links.");
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target)!;
            foreach (var piece in Parts(target[(Path.GetPathRoot(target)?.Length ?? 0)..]).Reverse())
                rest.Push(piece);
        }
        return real;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}
