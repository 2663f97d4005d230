namespace GitProto.Conformance.Running;

/// <summary>The directory in which a run works. Those of runs that were killed are removed when another is made.</summary>
internal sealed class WorkDirectory : IDisposable
{
    private const string Prefix = "gitproto-conformance-";
    private readonly FileStream mark;

    private WorkDirectory(string path) => (Path, mark) = (path, Lock(path));

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>True to leave it when the run ends.</summary>
    public bool Keep { get; init; }

    /// <summary>Makes one.</summary>
    public static WorkDirectory Make(bool keep)
    {
        Sweep();
        return new WorkDirectory(Directory.CreateTempSubdirectory(Prefix).FullName) { Keep = keep };
    }

    public void Dispose()
    {
        // Who keeps it wants it also after the next run.
        if (Keep)
            File.Delete(mark.Name);
        mark.Dispose();
        if (!Keep)
            Remove(Path);
    }

    private static void Sweep()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            if (IsLeft(left))
                Remove(left);
        }
    }

    /// <summary>Removes one. A run that ends and one that begins may do that at the same time: what either finds gone, the other has removed.</summary>
    private static void Remove(string path)
    {
        while (Directory.Exists(path))
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
            }
        }
    }

    /// <summary>True if a run has made it that is no more; one that has not marked it yet, or was to keep it, is not meant.</summary>
    private static bool IsLeft(string path)
    {
        try
        {
            using var mark = new FileStream(MarkOf(path), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream Lock(string path) => new(MarkOf(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    private static string MarkOf(string path) => System.IO.Path.Join(path, "run.lock");
}
