namespace GitProto.Cli.Commands;

/// <summary>The file that a pack goes to. It gets its name when the pack is whole; before, and after an error, what stood there stays.</summary>
internal static class PackFileOutput
{
    /// <summary>The name for standard output.</summary>
    public const string Standard = "-";

    /// <summary>Has it written.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (path == Standard)
        {
            await using var output = Console.OpenStandardOutput();
            await write(output);
            return;
        }
        var unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            await using (var output = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
                await write(output);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
