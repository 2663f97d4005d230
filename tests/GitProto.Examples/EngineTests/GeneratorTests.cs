using System.Collections.Immutable;
using GitProto.Examples.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class GeneratorTests
{
    [Test]
    public void An_error_in_a_page_is_reported_at_its_line_and_column()
    {
        var errors = Compile("# A\n\n```csharp\nvar a = 1;\n\nrecord Pair(int A, Unknown B);\nmissing();\n```\n");
        errors.ShouldContain("/r/pages/page.md(6,20): CS0246");
        errors.ShouldContain("/r/pages/page.md(7,1): CS0103");
    }

    [Test]
    public void Headings_of_one_name_are_two_cases() =>
        Source("# Clone\n```console\n$ true\n```\n# Clone\n```console\n$ true\n```\n").ShouldContain(" Clone_2() =>");

    [Test]
    public void An_edit_of_one_page_leaves_the_others_as_they_were()
    {
        var (one, two) = (new Text("/r/one.md", "# A\n"), new Text("/r/two.md", "# B\n"));
        GeneratorDriver driver = Driver(one, two);
        driver = driver.RunGenerators(Compilation());
        driver = driver.ReplaceAdditionalText(one, new Text("/r/one.md", "# A\n\nMore.\n")).RunGenerators(Compilation());
        var reasons = driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
        reasons.ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ignoreOrder: true);
    }

    private static string Source(string page) =>
        Driver(new Text("/r/pages/page.md", page)).RunGenerators(Compilation()).GetRunResult().GeneratedTrees.Single().ToString();

    private static ImmutableArray<string> Compile(string page)
    {
        Driver(new Text("/r/pages/page.md", page)).RunGeneratorsAndUpdateCompilation(Compilation(), out var compilation, out _);
        return [.. compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).Select(one =>
        {
            var place = one.Location.GetMappedLineSpan();
            return $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): {one.Id}";
        })];
    }

    private static CSharpCompilation Compilation() => CSharpCompilation.Create("Pages", [], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

    private static CSharpGeneratorDriver Driver(params AdditionalText[] pages) => CSharpGeneratorDriver.Create(
        [new ExampleGenerator().AsSourceGenerator()], pages, optionsProvider: new Options(),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new None();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class None : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = "/r/";
            return key == "build_property.RepositoryRoot";
        }
    }
}
