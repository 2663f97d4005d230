using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GitProto.Benchmarks;

/// <summary>A spec file as the compiler hands it to the generator.</summary>
internal sealed class SpecText(string path, SourceText text) : AdditionalText
{
    public override string Path { get; } = path;

    /// <summary>The spec of this repository.</summary>
    public static IReadOnlyList<SpecText> All()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "GitProto.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks do not run inside the repository.");
        return [.. Directory.EnumerateFiles(System.IO.Path.Combine(folder.FullName, "spec"), "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(path => new SpecText(path, SourceText.From(File.ReadAllText(path))))];
    }

    /// <summary>The same file with a comment in front.</summary>
    public SpecText WithComment() => new(Path, SourceText.From("# a comment\n" + text));

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
