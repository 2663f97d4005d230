using GitProto.Conformance.Peers;
using GitProto.Conformance.Running;
using GitProto.Storage;

namespace GitProto.Conformance.Repositories;

/// <summary>The repositories that <c>repositories.sh</c> makes: what servers serve, and what clients begin with.</summary>
public sealed class RepositorySet
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private RepositorySet(string root) => Root = root;

    /// <summary>The directory with <c>served</c> and <c>seeds</c> in it.</summary>
    public string Root { get; }

    /// <summary>What is served; nobody writes there.</summary>
    public string Served => Path.Join(Root, "served");

    /// <summary>The names of those that are served.</summary>
    public IReadOnlyList<string> Names => [.. Directory.EnumerateDirectories(Served).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Makes them.</summary>
    /// <exception cref="ConformanceException">The script failed: no git, or an old one.</exception>
    public static async Task<RepositorySet> MakeAsync(string root, CancellationToken cancellationToken)
    {
        var script = Path.Join(AppContext.BaseDirectory, "repositories.sh");
        var ended = await Programs.RunAsync(new ProgramCall("/bin/sh", script, root), cancellationToken);
        return ended.ExitCode == 0 ? new RepositorySet(root) : throw new ConformanceException($"repositories.sh failed with {ended.ExitCode}: {ended.Error}");
    }

    /// <summary>Opens one of the served as it was made.</summary>
    public FileRepository Open(string name) => FileRepository.Open(Path.Join(Served, name));

    /// <summary>Copies a seed.</summary>
    public void CopySeed(string name, string destination) => CopyDirectory(Path.Join(Root, "seeds", name), destination);

    /// <summary>Copies what is served, so that a server may change it.</summary>
    public void CopyServed(string destination) => Serve(Served, destination);

    /// <summary>Puts a copy of one of the served in the place of a repository. A server that still ends a conversation about the old one goes on with that, elsewhere.</summary>
    public void Restore(string name, string root)
    {
        var path = Path.Join(root, name);
        // Where its server is not done with it, it goes with the directory of the run.
        if (Directory.Exists(path))
            Removal.Try(SetAside(path, root));
        Serve(Path.Join(Served, name), path);
    }

    private static string SetAside(string path, string root)
    {
        var aside = Path.TrimEndingDirectorySeparator(root) + ".aside";
        Directory.CreateDirectory(aside);
        var place = Path.Join(aside, Guid.NewGuid().ToString("n"));
        Directory.Move(path, place);
        return place;
    }

    /// <summary>A server may run as another user, as in a container: nobody else comes into the directory in which the suite works.</summary>
    private static void Serve(string from, string to)
    {
        CopyDirectory(from, to);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var one in Directory.EnumerateFileSystemEntries(to, "*", SearchOption.AllDirectories).Prepend(to))
            File.SetUnixFileMode(one, File.GetUnixFileMode(one) | (Directory.Exists(one) ? ForAll | Enter : ForAll));
    }

    private static void CopyDirectory(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Join(to, Path.GetRelativePath(from, directory)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Join(to, Path.GetRelativePath(from, file)));
    }
}
