using GitProto.Spec;

namespace GitProto.Cli.Commands;

/// <summary>The files of a spec.</summary>
internal static class SpecFiles
{
    /// <summary>Says so if there is no such directory, or nothing of a spec in it.</summary>
    /// <returns>Whether there is something to read.</returns>
    public static bool Exist(string directory)
    {
        var isThere = Directory.Exists(directory);
        if (isThere && Paths(directory).Any())
            return true;
        Console.Error.WriteLine($"error: there is no {(isThere ? "file *.yaml in" : "directory")} '{Escape.ForDisplay(directory)}'");
        return false;
    }

    /// <summary>Reads all of them, in the order of their paths.</summary>
    public static IReadOnlyList<SpecSource> Read(string directory) =>
    [
        .. Paths(directory)
            .Order(StringComparer.Ordinal)
            .Select(path => new SpecSource(path, File.ReadAllText(path))),
    ];

    private static IEnumerable<string> Paths(string directory) => Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories);
}
