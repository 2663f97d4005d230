using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>A decoded value as an example writes it: a text, a list or a map.</summary>
public sealed class ExampleValue
{
    internal ExampleValue(SourceSpan span) => Span = span;

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The text; absent for a list or a map. <c>true</c> and numbers are texts too.</summary>
    public string? Text { get; internal set; }

    /// <summary>The elements of a list; absent otherwise.</summary>
    public IReadOnlyList<ExampleValue>? Items { get; internal set; }

    /// <summary>The entries of a map, in the order of the file; absent otherwise.</summary>
    public IReadOnlyList<KeyValuePair<string, ExampleValue>>? Entries { get; internal set; }
}
