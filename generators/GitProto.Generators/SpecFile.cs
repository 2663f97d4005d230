using System;
using System.Threading;
using GitProto.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GitProto.Generators;

/// <summary>One spec file of the project.</summary>
internal sealed record SpecFile(string Path, string Text, string Namespace)
{
    private const string ItemGroup = "build_metadata.AdditionalFiles.SourceItemGroup";
    private const string NamespaceName = "build_metadata.AdditionalFiles.GitProtoNamespace";

    public static bool IsSpec(AdditionalText text, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(text).TryGetValue(ItemGroup, out var group) && string.Equals(group, "GitProtoSpec", StringComparison.Ordinal);

    public static SpecFile Read(AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        var name = options.GetOptions(text).TryGetValue(NamespaceName, out var found) ? found : "";
        return new SpecFile(text.Path, text.GetText(cancellationToken)?.ToString() ?? "", name);
    }

    /// <summary>The same definition with its comments and layout taken off: equal if nothing but those changed.</summary>
    public SpecFile WithoutPositions() => this with { Text = CanonicalYaml.Of(Text) };
}
