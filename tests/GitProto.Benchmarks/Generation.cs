using BenchmarkDotNet.Attributes;
using GitProto.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GitProto.Benchmarks;

/// <summary>The whole spec, from YAML to C#, as the compiler runs it; and what an edit costs afterwards.</summary>
[MemoryDiagnoser]
public class Generation
{
    private static readonly IReadOnlyList<SpecText> Files = SpecText.All();
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create("Sample");
    private readonly SpecText commented = Files[0].WithComment();
    private readonly CSharpCompilation edited = Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal class Unrelated;"));
    private GeneratorDriver after = null!;

    [GlobalSetup]
    public void Run() => after = Driver().RunGenerators(Compilation);

    [Benchmark(Baseline = true)]
    public int WholeSpec()
    {
        var result = Driver().RunGenerators(Compilation).GetRunResult();
        return result.Diagnostics.IsEmpty && result.GeneratedTrees.Length > Files.Count / 2 ? result.GeneratedTrees.Length : throw new InvalidOperationException("The spec is broken.");
    }

    [Benchmark]
    public GeneratorDriver AfterACommentInOneFile() => after.ReplaceAdditionalText(Files[0], commented).RunGenerators(Compilation);

    [Benchmark]
    public GeneratorDriver AfterAnEditOfTheProgram() => after.RunGenerators(edited);

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new SpecGenerator().AsSourceGenerator()], Files, optionsProvider: new SpecOptions());
}
