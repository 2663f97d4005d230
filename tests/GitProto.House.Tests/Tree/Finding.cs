using Microsoft.CodeAnalysis;

namespace GitProto.House.Tests.Tree;

/// <summary>Something in a file that a rule is about.</summary>
/// <param name="File">The file, from the top.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="What">What was found: an exception in an allow file names it so.</param>
internal sealed record Finding(string File, int Line, string What)
{
    public static Finding At(SyntaxNode node, string what)
    {
        var place = node.GetLocation().GetLineSpan();
        return new Finding(place.Path, place.StartLinePosition.Line + 1, what);
    }

    public override string ToString() => $"{File}({Line}): {What}";
}
