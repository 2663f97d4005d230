using System.Collections.Immutable;
using System.Linq;
using GitProto.Spec;
using GitProto.Spec.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GitProto.Generators;

/// <summary>
/// Turns the spec files of a project into C#. Two pipelines: one makes source and knows no positions, so that an edited comment changes
/// nothing; the other only reports what is wrong, and where.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => SpecFile.IsSpec(pair.Left, pair.Right))
            .Select(static (pair, cancellationToken) => SpecFile.Read(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(StepNames.Read);

        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => ProjectOptions.Read(provider))
            .WithTrackingName(StepNames.Options);

        var sources = files
            .Select(static (file, _) => file.WithoutPositions())
            .WithTrackingName(StepNames.Canonical)
            .Collect()
            .Combine(options)
            .SelectMany(static (input, _) => Emit(input.Left, input.Right))
            .WithTrackingName(StepNames.Emit);

        context.RegisterSourceOutput(sources, static (output, file) => output.AddSource(file.Name, SourceText.From(file.Text, System.Text.Encoding.UTF8)));

        var problems = files
            .Collect()
            .SelectMany(static (all, _) => Check(all))
            .WithTrackingName(StepNames.Check);

        context.RegisterSourceOutput(problems, static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic()));
    }

    private static ImmutableArray<EmittedFile> Emit(ImmutableArray<SpecFile> files, ProjectOptions project)
    {
        if (files.IsEmpty)
            return [];
        var result = SpecLoader.Load(files.Select(file => new SpecSource(file.Path, file.Text)));
        var options = new EmitOptions { Namespace = files.Select(file => file.Namespace).FirstOrDefault(name => name.Length > 0) ?? project.RootNamespace };
        return [.. project.Types ? CSharpEmitter.Emit(result.Model, options) : [], .. project.Vectors ? VectorsEmitter.Emit(result.Model, options) : []];
    }

    private static ImmutableArray<Problem> Check(ImmutableArray<SpecFile> files) =>
        [.. SpecLoader.Load(files.Select(file => new SpecSource(file.Path, file.Text))).Diagnostics.Select(Problem.From)];
}
