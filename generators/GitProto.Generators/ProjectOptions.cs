using System;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GitProto.Generators;

/// <summary>What a project asks of the generator, by its MSBuild properties.</summary>
/// <param name="RootNamespace">The namespace where no file names another.</param>
/// <param name="Types">Whether the types of the protocol are written, as they are unless the project says otherwise.</param>
/// <param name="Vectors">Whether the examples of the spec are written as NUnit cases: <c>GitProtoEmit</c> names <c>vectors</c>.</param>
internal sealed record ProjectOptions(string RootNamespace, bool Types, bool Vectors)
{
    public static ProjectOptions Read(AnalyzerConfigOptionsProvider provider)
    {
        var root = provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out var name) && name.Length > 0 ? name : "GitProto.Generated";
        // A semicolon ends the value of a property on its way to the compiler.
        var words = provider.GlobalOptions.TryGetValue("build_property.GitProtoEmit", out var emit) ? emit.Split(',').Select(word => word.Trim()).ToArray() : [];
        var vectors = words.Contains("vectors", StringComparer.Ordinal);
        return new ProjectOptions(root, !vectors || words.Contains("types", StringComparer.Ordinal), vectors);
    }
}
