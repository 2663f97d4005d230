using System.Text;
using GitProto.Examples.Generator.Markdown;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GitProto.Examples.Generator.Emit;

/// <summary>A block of C# taken apart: usings and types must stand elsewhere than statements.</summary>
internal sealed class SplitBlock
{
    private readonly Fence fence;
    private readonly SourceText text;

    public SplitBlock(Fence fence)
    {
        this.fence = fence;
        text = SourceText.From(string.Join("\n", fence.Lines));
        var root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
        Usings = [.. root.Usings.Select(Part)];
        var types = root.Members.Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).ToList();
        Types = [.. types.Select(Part)];
        Statements = (fence.Line + 1, Without([.. root.Usings.Select(one => one.Span), .. types.Select(one => one.Span)]));
    }

    public IReadOnlyList<(int Line, string Code)> Usings { get; }

    public IReadOnlyList<(int Line, string Code)> Types { get; }

    public (int Line, string Code) Statements { get; }

    /// <summary>The part, moved right to the column where it stands in the page.</summary>
    private (int Line, string Code) Part(SyntaxNode node)
    {
        var start = text.Lines.GetLinePosition(node.Span.Start);
        return (fence.Line + 1 + start.Line, new string(' ', start.Character) + text.ToString(node.Span));
    }

    /// <summary>The text with the given parts blanked, so that lines and columns stay.</summary>
    private string Without(IReadOnlyList<TextSpan> parts)
    {
        var rest = new StringBuilder(text.ToString());
        foreach (var part in parts)
        {
            for (var i = part.Start; i < part.End; i++)
            {
                if (rest[i] != '\n')
                    rest[i] = ' ';
            }
        }
        return rest.ToString();
    }
}
