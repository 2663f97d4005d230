using System.Globalization;
using GitProto.Examples.Generator.Emit;
using GitProto.Examples.Generator.Markdown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GitProto.Examples.Running;

/// <summary>Compiles a block of a page that must not compile. Nothing of it runs.</summary>
internal static class BrokenCode
{
    private static readonly string[] Implicit = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => path.EndsWith(".dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>What the compiler says, an error a line.</summary>
    /// <param name="before">The blocks above it, which compile.</param>
    /// <param name="block">The block.</param>
    public static IReadOnlyList<string> Errors(IEnumerable<Block> before, Block block)
    {
        SplitBlock[] parts = [.. before.Where(one => one is { Kind: BlockKind.CSharp, Directives.DoesNotCompile: false }).Append(block).Select(one => new SplitBlock(one.Code))];
        var program = string.Join("\n", [
            .. Implicit.Select(name => $"global using {name};"),
            .. parts.SelectMany(part => part.Usings).Select(part => part.Code),
            .. parts.Select(part => part.Statements.Code),
            .. parts.SelectMany(part => part.Types).Select(part => part.Code)]);
        var tree = CSharpSyntaxTree.ParseText(program, new CSharpParseOptions(LanguageVersion.Preview));
        return [.. CSharpCompilation.Create("Page", [tree], References.Value, new CSharpCompilationOptions(OutputKind.ConsoleApplication)).GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => $"! {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}")];
    }
}
