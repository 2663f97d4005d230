namespace GitProto.Spec;

/// <summary>The name of something that holds or does not.</summary>
public sealed class Fact
{
    internal Fact(FactKind kind, string text, SourceSpan span) => (Kind, Text, Span) = (kind, text, span);

    /// <summary>Which of the properties below is set.</summary>
    public FactKind Kind { get; }

    /// <summary>The name as written.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The capability.</summary>
    public CapabilitySpec? Capability { get; internal set; }

    /// <summary>The line, part or word of a message.</summary>
    public ElementRef? Element { get; internal set; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
