namespace GitProto.Spec;

/// <summary>A rule in words, with a stable id.</summary>
public sealed class RuleSpec
{
    internal RuleSpec(string id, string text, string subject, RuleLevel level, SourceSpan span) =>
        (Id, Text, Subject, Level, Span) = (id, text, subject, level, span);

    /// <summary>The id, unique in its definition.</summary>
    public string Id { get; }

    /// <summary>The sentence.</summary>
    public string Text { get; }

    /// <summary>Who is bound: the role that the sentence begins with.</summary>
    public string Subject { get; }

    /// <summary>How strictly.</summary>
    public RuleLevel Level { get; }

    /// <summary>Where the sentence stands.</summary>
    public SourceSpan Span { get; }
}
