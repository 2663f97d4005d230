using GitProto.House.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GitProto.House.Tests.Words;

/// <summary>Finds protocol words among the literals of C#. Attributes and what is only documentation do not count.</summary>
internal static class LiteralScanner
{
    public static IEnumerable<Finding> Find(SyntaxNode root, ProtocolWords words)
    {
        foreach (var node in root.DescendantNodes(node => node is not AttributeListSyntax))
        {
            if (Text(node) is { } text && IsWord(node, text, words))
                yield return Finding.At(node, SymbolDisplay.FormatLiteral(text, quote: true));
        }
    }

    private static string? Text(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) || IsBytes(literal) => literal.Token.ValueText,
        // Only what stands first: a line begins so, and prose within a sentence does not.
        InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax first, ..] } => first.TextToken.ValueText,
        _ => null,
    };

    /// <summary>Bytes are written for the wire, so their beginning counts; text may also be a sentence to a person, so the whole of it does.</summary>
    private static bool IsWord(SyntaxNode node, string text, ProtocolWords words) => words.Contains(text) || (IsBytes(node) && words.BeginLine(text));

    private static bool IsBytes(SyntaxNode node) => node.IsKind(SyntaxKind.Utf8StringLiteralExpression);
}
