namespace GitProto.Storage;

/// <summary>Writes the logs of refs. Whoever changes a ref holds its lock meanwhile, which is the lock of its log as well.</summary>
/// <param name="paths">Where the refs are.</param>
/// <param name="rules">Which get a log.</param>
/// <param name="format">The format of the ids.</param>
/// <param name="guard">Says where files may be.</param>
/// <param name="shared">Who may use them.</param>
internal sealed class Reflogs(RefPaths paths, Lazy<ReflogRules> rules, ObjectFormat format, PathGuard guard, SharedAccess shared)
{
    /// <summary>False if there are none, and none is made.</summary>
    public bool AreKept => rules.Value.Mode != ReflogMode.None || paths.Roots.Any(root => Directory.Exists(ReflogPaths.Root(root)));

    /// <summary>Reads a log; null if there is none.</summary>
    public IEnumerable<ReflogEntry>? TryRead(RefName name) => ReflogPaths.TryGet(paths, name) is { } path ? ReflogFile.TryRead(path, format, guard) : null;

    /// <summary>What is in the way of a log that would have to be written; null if nothing is.</summary>
    public string? Obstacle(RefName name)
    {
        if (ReflogPaths.TryGet(paths, name) is not { } path || !(rules.Value.Creates(name) || File.Exists(path)))
            return null;
        if (new FileInfo(path).LinkTarget is not null)
            return "its log is no plain file";
        var root = ReflogPaths.Root(paths.Root(name));
        for (var parent = Path.GetDirectoryName(path)!; parent.Length > root.Length; parent = Path.GetDirectoryName(parent)!)
        {
            if (File.Exists(parent) || new DirectoryInfo(parent).LinkTarget is not null)
                return $"there is a log of '{Path.GetRelativePath(root, parent)}', or a link in its place";
        }
        return Directory.Exists(path) && Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Any() ? $"there are still logs under 'logs/{name}'" : null;
    }

    /// <summary>Who changes refs now.</summary>
    public Signature Committer() => rules.Value.Committer();

    /// <summary>Writes down a change, if the ref has a log or gets one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Append(RefName name, ObjectId? old, ObjectId? now, Func<Signature> committer, string? message)
    {
        if (ReflogPaths.TryGet(paths, name) is not { } path)
            return;
        if (rules.Value.Creates(name))
        {
            RefDirectories.RemoveEmpty(path);
            shared.MakeDirectory(Path.GetDirectoryName(path)!);
        }
        else if (!File.Exists(path))
            return;
        var line = ReflogText.Line(old ?? ObjectId.Zero(format), now ?? ObjectId.Zero(format), committer(), message);
        // To read as well: a pipe in its place would be waited for else.
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        guard.DemandOpened(file, path);
        var length = RandomAccess.GetLength(file);
        if (length == 0)
            shared.Adjust(path);
        RandomAccess.Write(file, line, length);
    }

    /// <summary>Removes the log of a ref that is gone.</summary>
    public void Delete(RefName name)
    {
        if (ReflogPaths.TryGet(paths, name) is not { } path || !File.Exists(path))
            return;
        File.Delete(path);
        RefDirectories.RemoveEmptyParents(ReflogPaths.Root(paths.Root(name)), path);
    }
}
