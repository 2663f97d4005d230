namespace GitProto.Spec;

/// <summary>A message, or something inside it: a line, a part, or a word of a field.</summary>
public sealed class ElementRef
{
    internal ElementRef(MessageSpec message, string text, SourceSpan span) => (Message, Text, Span) = (message, text, span);

    /// <summary>The message.</summary>
    public MessageSpec Message { get; }

    /// <summary>The name as written.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The line, if it names one.</summary>
    public LineSpec? Line { get; internal set; }

    /// <summary>The part, if it names one.</summary>
    public PartSpec? Part { get; internal set; }

    /// <summary>The word, if it names one.</summary>
    public EnumValueSpec? Value { get; internal set; }

    /// <summary>Whether the whole message is meant.</summary>
    public bool IsWholeMessage => Line is null && Part is null && Value is null;

    /// <summary>The name.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
