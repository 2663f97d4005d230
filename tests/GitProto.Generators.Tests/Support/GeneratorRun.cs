using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GitProto.Generators.Tests.Support;

/// <summary>Runs the generator in a compiler of its own, and again after an edit.</summary>
internal sealed class GeneratorRun
{
    private GeneratorDriver driver;
    private CSharpCompilation compilation;
    private readonly Dictionary<string, AdditionalText> texts = [];

    public GeneratorRun(IEnumerable<(string Path, string Text)> files, params string[] code)
        : this("Sample", files, code)
    {
    }

    public GeneratorRun(string rootNamespace, IEnumerable<(string Path, string Text)> files, string[] code, string emit = "")
    {
        foreach (var (path, text) in files)
            texts.Add(path, new SpecText(path, text));
        var parse = new CSharpParseOptions(LanguageVersion.Preview);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("GitProto.Protocol.Tests", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path));
        compilation = CSharpCompilation.Create("Sample", code.Select(text => CSharpSyntaxTree.ParseText(text, parse)), references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        driver = CSharpGeneratorDriver.Create([new SpecGenerator().AsSourceGenerator()], texts.Values, parse, new SpecOptions(rootNamespace, emit),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)).RunGenerators(compilation);
    }

    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    public IReadOnlyDictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>What the compiler says of the generated code and the code beside it.</summary>
    public IReadOnlyList<Diagnostic> Compile() => [.. compilation.AddSyntaxTrees(driver.GetRunResult().GeneratedTrees).GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error)];

    public void Edit(string path, Func<string, string> edit)
    {
        var old = texts[path];
        var edited = new SpecText(path, edit(old.GetText()!.ToString()));
        texts[path] = edited;
        driver = driver.ReplaceAdditionalText(old, edited).RunGenerators(compilation);
    }

    public void AddCode(string code)
    {
        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview)));
        driver = driver.RunGenerators(compilation);
    }

    /// <summary>What a step made, and why.</summary>
    public IReadOnlyList<(object Value, IncrementalStepRunReason Reason)> Outputs(string step) => [.. Result.TrackedSteps[step].SelectMany(one => one.Outputs)];

    /// <summary>Why the outputs of a step were made.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) => [.. Outputs(step).Select(output => output.Reason)];

    /// <summary>Why the files were handed to the compiler.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons => [.. Result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(one => one.Outputs).Select(output => output.Reason)];
}
