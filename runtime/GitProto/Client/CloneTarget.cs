namespace GitProto.Client;

/// <summary>The directory of a clone, and what has to go if the clone fails: what was made, and nothing else.</summary>
internal sealed class CloneTarget
{
    private readonly string path;
    private readonly bool existed;
    private readonly string? firstMade;

    private CloneTarget(string path, bool existed, string? firstMade) => (this.path, this.existed, this.firstMade) = (path, existed, firstMade);

    /// <summary>Looks at the place, and makes nothing.</summary>
    /// <exception cref="IOException">Something is there already.</exception>
    public static CloneTarget Check(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var existed = Directory.Exists(path);
        if (new FileInfo(path).LinkTarget is not null && !existed)
            throw new IOException($"'{Escape.ForDisplay(path)}' is a link to nothing.");
        if (File.Exists(path) || (existed && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new IOException($"The destination path '{Escape.ForDisplay(path)}' already exists and is not an empty directory.");
        string? firstMade = null;
        for (var parent = path; parent is not null && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent))
            firstMade = parent;
        return new CloneTarget(path, existed, firstMade);
    }

    /// <summary>Takes away what was made.</summary>
    public void Remove()
    {
        if (existed)
        {
            foreach (var directory in Directory.GetDirectories(path))
                Directory.Delete(directory, recursive: true);
            foreach (var file in Directory.GetFiles(path))
                File.Delete(file);
            return;
        }
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        // Directories above it that were made on the way; another program may have put something there meanwhile.
        for (var parent = Path.GetDirectoryName(path); firstMade is not null && parent is not null && parent.Length >= firstMade.Length; parent = Path.GetDirectoryName(parent))
        {
            if (Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
                Directory.Delete(parent);
        }
    }
}
