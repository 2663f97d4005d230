using System.Collections.Generic;

namespace GitProto.Spec.Keys;

internal sealed record KeySpec(string Name, KeyShape Shape, bool Required, string Doc)
{
    /// <summary>The only texts that are legal, if there are only some.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A pattern (of JSON Schema, so of every regular expression) that a text must match.</summary>
    public string? Pattern { get; init; }
}
