namespace GitProto.Generators.Tests.Support;

/// <summary>The spec of this repository.</summary>
internal static class SpecFolder
{
    public static string Root { get; } = Find();

    public static IReadOnlyList<(string Path, string Text)> Files { get; } = Load(Path.Combine(Root, "spec"));

    /// <summary>The spec files of a folder.</summary>
    public static IReadOnlyList<(string Path, string Text)> Load(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllText(path)))];

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GitProto.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
