using System.Collections.Generic;

namespace GitProto.Spec.Keys;

internal sealed record KeySpec(string Name, KeyShape Shape, bool Required, string Doc)
{
    /// <summary>The only texts that are legal, if there are only some.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A pattern (of JSON Schema, so of every regular expression) that a text, or each text of a map, must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The same for the names in a map.</summary>
    public string? NamePattern { get; init; }
}
