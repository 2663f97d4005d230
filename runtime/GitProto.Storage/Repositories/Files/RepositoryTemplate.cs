using System.Text;

namespace GitProto.Storage;

/// <summary>Writes what a new repository begins with. If that fails, what was made is taken away again.</summary>
internal static class RepositoryTemplate
{
    private static readonly string[] Directories = ["objects/info", "objects/pack", "refs/heads", "refs/tags", "info"];

    /// <summary>Makes the files.</summary>
    /// <exception cref="IOException">The directory holds something already.</exception>
    public static void Write(string directory, bool bare, ObjectFormat format, RefName head)
    {
        if (File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()))
            throw new IOException($"'{Escape.ForDisplay(directory)}' exists and is not an empty directory.");
        var existed = Directory.Exists(directory);
        try
        {
            foreach (var name in Directories)
                Directory.CreateDirectory(Path.Join(directory, name));
            Create(directory, "config", Encoding.ASCII.GetBytes(RepositoryFormat.Write(format, bare, IgnoresCase(directory))));
            Create(directory, "HEAD", [.. "ref: "u8, .. head.Bytes.Span, (byte)'\n']);
        }
        catch
        {
            Remove(directory, existed);
            throw;
        }
    }

    private static bool IgnoresCase(string directory) => Directory.Exists(Path.Join(directory, Directories[0].ToUpperInvariant()));

    private static void Create(string directory, string name, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(Path.Join(directory, name), FileMode.CreateNew, FileAccess.Write);
        file.Write(content);
    }

    private static void Remove(string directory, bool keep)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (var path in Directory.GetDirectories(directory))
            Directory.Delete(path, recursive: true);
        foreach (var path in Directory.GetFiles(directory))
            File.Delete(path);
        if (!keep)
            Directory.Delete(directory);
    }
}
