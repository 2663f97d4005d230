using System.Globalization;

namespace GitProto.Spec;

/// <summary>One problem of a spec, with its exact place.</summary>
/// <param name="Id">The stable id, <c>GP</c> and four digits.</param>
/// <param name="Message">One sentence, with a hint where there is one.</param>
/// <param name="Span">What is wrong.</param>
/// <param name="Related">The other place, where two places disagree.</param>
public sealed record SpecDiagnostic(string Id, string Message, SourceSpan Span, SourceSpan? Related = null)
{
    /// <summary>The problem in MSBuild form: <c>path(line,column): error GPnnnn: text</c>.</summary>
    /// <returns>The problem as one line of text.</returns>
    public override string ToString()
    {
        var related = Related is { } other ? string.Format(CultureInfo.InvariantCulture, " (see {0})", other) : "";
        return string.Format(CultureInfo.InvariantCulture, "{0}: error {1}: {2}{3}", Span, Id, Message, related);
    }
}
