using System.Text;

namespace GitProto.Storage;

/// <summary>The directories of a repository on disk.</summary>
/// <param name="GitDirectory">Holds HEAD, and what a work tree has for itself.</param>
/// <param name="CommonDirectory">Holds objects, refs and config; another directory for a linked work tree.</param>
/// <param name="WorkTree">The directory in which a <c>.git</c> was found; null for a directory of another name.</param>
/// <param name="PointerFile">The file that named the directory; null if none did.</param>
internal sealed record RepositoryLocation(string GitDirectory, string CommonDirectory, string? WorkTree, string? PointerFile)
{
    private const string InWorkTree = ".git";
    private const int MaxPointerLength = 4096;

    /// <summary>Finds a repository as git's programs do that are given a path.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="PolicyException">There is one, but it leads outside the allowed roots.</exception>
    public static RepositoryLocation? Find(string path, bool strict, PathGuard guard)
    {
        while (path.Length > 1 && Path.EndsInDirectorySeparator(path))
            path = path[..^1];
        string[] candidates = strict ? [path] : [Path.Join(path, InWorkTree), path, Path.Join(path + InWorkTree, InWorkTree), path + InWorkTree];
        return candidates.Select(candidate => TryAt(candidate, guard)).FirstOrDefault(found => found is not null);
    }

    private static RepositoryLocation? TryAt(string path, PathGuard guard)
    {
        if (!Path.Exists(path))
            return null;
        var found = guard.Demand(path);
        var directory = File.Exists(found) && ReadPointer(found, "gitdir: "u8, guard) is { } target ? guard.Demand(Combine(Path.GetDirectoryName(found)!, target)) : found;
        var pointer = ReadPointer(Path.Join(directory, "commondir"), default, guard);
        var common = pointer is null ? directory : guard.Demand(Combine(directory, pointer));
        var workTree = Path.GetFileName(found) == InWorkTree ? Path.GetDirectoryName(found) : null;
        var location = new RepositoryLocation(directory, common, workTree, directory == found ? null : found);
        return location.LooksRight() ? location : null;
    }

    private bool LooksRight() =>
        Path.Exists(Path.Join(GitDirectory, "HEAD")) && Directory.Exists(Path.Join(CommonDirectory, "objects")) && Directory.Exists(Path.Join(CommonDirectory, "refs"));

    private static string? ReadPointer(string path, ReadOnlySpan<byte> prefix, PathGuard guard)
    {
        var content = SmallFile.TryRead(path, MaxPointerLength, nameof(MaxPointerLength), guard);
        return content is not null && content.AsSpan().StartsWith(prefix) ? Encoding.UTF8.GetString(content.AsSpan(prefix.Length)).TrimEnd('\n', '\r') : null;
    }

    private static string Combine(string directory, string path) => Path.IsPathRooted(path) ? path : Path.Join(directory, path);
}
