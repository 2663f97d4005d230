using GitProto.Spec;

namespace GitProto.Cli.Commands;

/// <summary>The files of a spec.</summary>
internal static class SpecFiles
{
    /// <summary>Reads all of them, in the order of their paths.</summary>
    public static IReadOnlyList<SpecSource> Read(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new SpecSource(path, File.ReadAllText(path))),
    ];
}
