using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GitProto.Benchmarks;

/// <summary>The build properties that the package's targets hand to the generator.</summary>
internal sealed class SpecOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Values Spec = new();

    public override AnalyzerConfigOptions GlobalOptions => Spec;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Spec;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Spec;

    private sealed class Values : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_metadata.AdditionalFiles.SourceItemGroup" ? "GitProtoSpec" : null;
            return value is not null;
        }
    }
}
