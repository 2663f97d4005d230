namespace GitProto.Storage.Tests.Support;

/// <summary>
/// A directory as a disk has it while a process works there. Names change in the order of the calls, as in a file system with a journal; bytes are there for good only once they are flushed.
/// </summary>
internal sealed class RecordedDisk
{
    private readonly string root;
    private readonly SortedSet<string> directories;
    private readonly Dictionary<string, Content> files = [];

    /// <summary>Begins with what is there, all of it flushed.</summary>
    public RecordedDisk(string root)
    {
        this.root = root;
        directories = new(Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories), StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            files[path] = new Content(File.ReadAllBytes(path));
    }

    /// <summary>Does what a call did.</summary>
    /// <returns>False if it changed nothing here.</returns>
    public bool Apply(DiskCall call) => call.Name switch
    {
        "openat" or "open" or "creat" => IsHere(call.Path(0)) && Open(call),
        "pwrite64" or "pwritev" => IsHere(call.File) && Write(call),
        "ftruncate" => IsHere(call.File) && Cut(call),
        "fsync" or "fdatasync" => files.TryGetValue(call.File!, out var flushed) && flushed.Flush(),
        "mkdir" => IsHere(call.Path(0)) && directories.Add(call.Path(0)),
        "rmdir" => IsHere(call.Path(0)) && directories.Remove(call.Path(0)),
        "unlink" => files.Remove(call.Path(0)),
        "link" => IsHere(call.Path(1)) && Name(call.Path(1), files[call.Path(0)]),
        "rename" => IsHere(call.Path(0)) && Rename(call.Path(0), call.Path(1)),
        _ => IsHere(call.File) || call.Strings.Any(text => IsHere(System.Text.Encoding.UTF8.GetString(text))) ? throw new NotSupportedException($"{call.Name} of {call.File}") : false,
    };

    /// <summary>Makes a directory of what is left once the power has gone.</summary>
    /// <param name="target">Where.</param>
    /// <param name="asZeros">True if what was not flushed is zeros of the length that it had; else there is nothing.</param>
    public void Recover(string target, bool asZeros)
    {
        Directory.CreateDirectory(target);
        foreach (var directory in directories)
            Directory.CreateDirectory(Moved(directory, target));
        foreach (var (path, content) in files)
            File.WriteAllBytes(Moved(path, target), content.Left(asZeros));
    }

    private bool IsHere(string? path) => path is not null && path.StartsWith(root + "/", StringComparison.Ordinal);

    private string Moved(string path, string target) => Path.Join(target, Path.GetRelativePath(root, path));

    private bool Open(DiskCall call)
    {
        if (call.Name != "creat" && !call.Flags.Contains("O_CREAT", StringComparison.Ordinal) && !call.Flags.Contains("O_TRUNC", StringComparison.Ordinal))
            return false;
        if (files.TryGetValue(call.Path(0), out var old))
            return call.Flags.Contains("O_TRUNC", StringComparison.Ordinal) && old.Cut(0);
        return Name(call.Path(0), new Content([]));
    }

    private bool Name(string path, Content content)
    {
        files[path] = content;
        return true;
    }

    // What is written behind the removal of its name is nowhere.
    private bool Write(DiskCall call) => files.TryGetValue(call.File!, out var content) && content.Write([.. call.Strings.SelectMany(piece => piece)], call.Numbers[^1]);

    private bool Cut(DiskCall call) => files.TryGetValue(call.File!, out var content) && content.Cut(call.Numbers[^1]);

    private bool Rename(string from, string to)
    {
        if (files.Remove(from, out var content))
            return Name(to, content);
        foreach (var below in directories.Where(path => path == from || path.StartsWith(from + "/", StringComparison.Ordinal)).ToList())
        {
            directories.Remove(below);
            directories.Add(to + below[from.Length..]);
        }
        foreach (var below in files.Keys.Where(path => path.StartsWith(from + "/", StringComparison.Ordinal)).ToList())
        {
            files.Remove(below, out var moved);
            files[to + below[from.Length..]] = moved!;
        }
        return true;
    }

    private sealed class Content(byte[] flushed)
    {
        private byte[] now = flushed;
        private byte[] flushed = flushed;

        public bool Write(byte[] bytes, long offset)
        {
            var whole = new byte[Math.Max(now.Length, (int)offset + bytes.Length)];
            now.CopyTo(whole, 0);
            bytes.CopyTo(whole, offset);
            now = whole;
            return true;
        }

        public bool Cut(long length)
        {
            Array.Resize(ref now, (int)length);
            return true;
        }

        public bool Flush()
        {
            flushed = now;
            return true;
        }

        public byte[] Left(bool asZeros) => asZeros && flushed != now ? [.. flushed.Take(now.Length), .. new byte[Math.Max(0, now.Length - flushed.Length)]] : flushed;
    }
}
