namespace GitProto.Spec;

/// <summary>One piece of a line: literal bytes, a field, an optional group or a repeated group.</summary>
public abstract class PatternToken
{
    private protected PatternToken(SourceSpan span) => Span = span;

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }
}
