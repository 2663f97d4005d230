using System.Text;

namespace GitProto.Storage;

/// <summary>
/// Where the file of a ref is. A name is taken apart into components, each checked again as a file name, and put together below a fixed
/// directory; no component is rooted, empty, a dot or two.
/// </summary>
/// <param name="gitDirectory">Holds HEAD and what each work tree has for itself.</param>
/// <param name="commonDirectory">Holds the refs all work trees share.</param>
internal sealed class RefPaths(string gitDirectory, string commonDirectory)
{
    private static readonly byte[][] PerWorktree = ["refs/bisect/"u8.ToArray(), "refs/worktree/"u8.ToArray(), "refs/rewritten/"u8.ToArray()];
    private const string Replacement = "\uFFFD";
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The shared directory, where packed refs are.</summary>
    public string Common => commonDirectory;

    /// <summary>The directories refs may be in; the same twice if there is one work tree only.</summary>
    public IReadOnlyList<string> Roots => gitDirectory == commonDirectory ? [commonDirectory] : [commonDirectory, gitDirectory];

    /// <summary>True if a ref belongs to one work tree.</summary>
    public static bool IsPerWorktree(ByteString name) => PerWorktree.Any(prefix => name.Span.StartsWith(prefix));

    /// <summary>True if a ref may stand in <c>packed-refs</c>: all work trees share it, and it is not HEAD.</summary>
    public static bool CanBePacked(RefName name) => !name.IsHead && !IsPerWorktree(name.Bytes);

    /// <summary>The directory a ref's path begins at.</summary>
    public string Root(RefName name) => name.IsHead || IsPerWorktree(name.Bytes) ? gitDirectory : commonDirectory;

    /// <summary>The file of a ref.</summary>
    /// <returns>Null if the name is legal but no file can have it here: broken UTF-8, or what this system gives another meaning. It may stand in <c>packed-refs</c>.</returns>
    public string? TryGet(RefName name)
    {
        if (Decode(name) is not { } text)
            return null;
        var parts = text.Split('/');
        return parts.All(IsFileName) ? Path.Join(Root(name), Path.Join(parts)) : null;
    }

    /// <summary>True if a directory on the way to a file, below the root, is a link.</summary>
    public bool CrossesLink(RefName name, string path)
    {
        var root = Path.Join(Root(name), "refs");
        for (var parent = Path.GetDirectoryName(path); parent is not null && parent.Length > root.Length; parent = Path.GetDirectoryName(parent))
        {
            if (new DirectoryInfo(parent).LinkTarget is not null)
                return true;
        }
        return false;
    }

    /// <summary>
    /// True if a ref has a file whose name is not UTF-8, as git makes it: it can be seen in its directory, and cannot be opened from here.
    /// </summary>
    public bool IsOutOfReach(RefName name)
    {
        var path = Root(name);
        foreach (var part in name.Bytes.ToString().Split('/'))
        {
            if (part.Contains(Replacement, StringComparison.Ordinal) && Directory.Exists(path) && HasBroken(path, part))
                return true;
            path = Path.Join(path, part);
        }
        return false;
    }

    /// <summary>True for an entry of a directory whose name is not UTF-8: what the framework calls it is not there.</summary>
    public static bool IsBroken(FileSystemInfo entry) => entry.Name.Contains(Replacement, StringComparison.Ordinal) && !Path.Exists(entry.FullName);

    private static bool HasBroken(string directory, string shownAs) =>
        new DirectoryInfo(directory).EnumerateFileSystemInfos().Any(entry => entry.Name == shownAs && IsBroken(entry));

    private static string? Decode(RefName name)
    {
        try
        {
            return StrictUtf8.GetString(name.Bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsFileName(string part) => part is not ("" or "." or "..") && (!OperatingSystem.IsWindows() || WindowsNames.AreSafe(part));
}
