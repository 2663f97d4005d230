using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>The repository that a program of git would use: the one that <c>GIT_DIR</c> names, or the nearest above.</summary>
internal static class CurrentRepository
{
    /// <summary>Opens it; null if there is none.</summary>
    public static FileRepository? TryOpen()
    {
        if (Environment.GetEnvironmentVariable("GIT_DIR") is { Length: > 0 } named)
            return FileRepository.Open(named, new FileRepositoryOptions { Strict = true });
        for (var place = new DirectoryInfo(Environment.CurrentDirectory); place is not null; place = place.Parent)
        {
            foreach (var candidate in (string[])[Path.Join(place.FullName, ".git"), place.FullName])
            {
                if (FileRepository.TryOpen(candidate, new FileRepositoryOptions { Strict = true }) is { } found)
                    return found;
            }
        }
        return null;
    }
}
