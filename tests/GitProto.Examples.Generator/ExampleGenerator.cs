using GitProto.Examples.Generator.Emit;
using GitProto.Examples.Generator.Markdown;
using Microsoft.CodeAnalysis;

namespace GitProto.Examples.Generator;

/// <summary>Makes an NUnit fixture of each Markdown page among the additional files.</summary>
[Generator]
public sealed class ExampleGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var root = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.RepositoryRoot", out var path) ? path : "");

        var pages = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
            .Select(static (file, cancel) => (file.Path, Text: file.GetText(cancel)?.ToString() ?? ""))
            .Combine(root)
            .Select(static (input, _) => (File: input.Left.Path, Relative: Relative(input.Right, input.Left.Path), input.Left.Text));

        context.RegisterSourceOutput(pages, static (output, input) =>
            output.AddSource(Names.Fixture(input.Relative) + ".g.cs", PageWriter.Write(PageReader.Read(input.Relative, input.Text), input.File)));
    }

    private static string Relative(string root, string path)
    {
        path = path.Replace('\\', '/');
        root = root.Replace('\\', '/');
        return root.Length > 0 && path.StartsWith(root, StringComparison.Ordinal) ? path.Substring(root.Length).TrimStart('/') : path;
    }
}
