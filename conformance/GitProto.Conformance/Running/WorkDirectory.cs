namespace GitProto.Conformance.Running;

/// <summary>The directory in which a run works. Those of runs that were killed are removed when another is made.</summary>
internal sealed class WorkDirectory : IDisposable
{
    private const string Prefix = "gitproto-conformance-";
    private const string MarkName = "run.lock";
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
        using (mark)
        {
            // Who keeps it wants it also after the next run.
            if (Keep)
                File.Delete(MarkOf(Path));
            else
                TryRemove(Path);
        }
    }

    private static void Sweep()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            using var mark = TakeOver(left);
            if (mark is not null)
                TryRemove(left);
        }
    }

    /// <summary>
    /// Removes one whose mark the caller holds, so that no other removes it at the same time; the mark goes last, so that
    /// one that is killed meanwhile leaves what the next run finds.
    /// </summary>
    private static void Remove(string path)
    {
        var all = new DirectoryInfo(path);
        foreach (var within in all.EnumerateDirectories())
        {
            if (within.LinkTarget is null)
                Removal.Remove(within.FullName);
            else
                within.Delete();
        }
        foreach (var file in all.EnumerateFiles().Where(file => file.Name != MarkName))
            file.Delete();
        all.Delete(recursive: true);
    }

    /// <summary>Removes what a run leaves, unless a process of that run still ends and writes there: then its mark stays, and the next run removes it.</summary>
    private static void TryRemove(string path)
    {
        try
        {
            Remove(path);
        }
        catch (IOException) when (File.Exists(MarkOf(path)) || !Directory.Exists(path))
        {
        }
    }

    /// <summary>The mark of a run that is no more, null if it is none: one that has not marked its directory yet, or was to keep it, is not meant.</summary>
    private static FileStream? TakeOver(string path)
    {
        try
        {
            return new FileStream(MarkOf(path), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Marks one. It is locked before it has its name: another run must not find it in between.</summary>
    private static FileStream Lock(string path)
    {
        var unnamed = MarkOf(path) + ".new";
        var mark = new FileStream(unnamed, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        File.Move(unnamed, MarkOf(path));
        return mark;
    }

    private static string MarkOf(string path) => System.IO.Path.Join(path, MarkName);
}
