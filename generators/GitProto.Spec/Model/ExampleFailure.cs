namespace GitProto.Spec;

/// <summary>Where and how an example fails: <c>line 2, no-line</c>.</summary>
public sealed class ExampleFailure
{
    internal ExampleFailure(int line, string kind, SourceSpan span) => (Line, Kind, Span) = (line, kind, span);

    /// <summary>The number of the packet, from 1.</summary>
    public int Line { get; }

    /// <summary>The kind of the error; empty if the example does not say.</summary>
    public string Kind { get; }

    /// <summary>Where the phrase stands.</summary>
    public SourceSpan Span { get; }
}
