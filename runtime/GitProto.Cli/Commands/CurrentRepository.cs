using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>The repository that a program of git would use: the one that <c>GIT_DIR</c> names, or the nearest above.</summary>
internal static class CurrentRepository
{
    private static FileRepositoryOptions Options => new() { Owners = HostConfig.Owners(), Committer = HostCommitter.Of };

    /// <summary>Opens the one that a directory names or lies in; without a directory, that of the program.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    /// <exception cref="PolicyException">It belongs to somebody else. One that <c>GIT_DIR</c> names may.</exception>
    public static FileRepository Open(string? directory) =>
        (directory is null ? TryOpen() : FileRepository.TryOpen(directory, Options) ?? FindAbove(directory))
        ?? throw new DirectoryNotFoundException(directory is null ? "not a git repository (or any of the parent directories): .git"
            : $"'{Escape.ForDisplay(directory)}' does not appear to be a git repository");

    /// <summary>Opens that of the program; null if there is none.</summary>
    public static FileRepository? TryOpen() => Environment.GetEnvironmentVariable("GIT_DIR") is { Length: > 0 } named
        ? FileRepository.Open(named, Options with { Owners = null, Strict = true })
        : FindAbove(Environment.CurrentDirectory);

    private static FileRepository? FindAbove(string directory)
    {
        var options = Options with { Strict = true };
        for (var place = new DirectoryInfo(directory); place is not null; place = place.Parent)
        {
            foreach (var candidate in (string[])[Path.Join(place.FullName, ".git"), place.FullName])
            {
                if (FileRepository.TryOpen(candidate, options) is { } found)
                    return found;
            }
        }
        return null;
    }
}
