using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>What refusals look like, and the names we give them; the first that matches counts.</summary>
public sealed class ErrorsSpec : SpecDefinition
{
    internal ErrorsSpec(string id, SourceSpan span)
        : base(id, span)
    {
    }

    /// <inheritdoc/>
    public override SpecKind Kind => SpecKind.Errors;

    /// <summary>The refusals, in the order in which they are tried.</summary>
    public IReadOnlyList<LineSpec> Lines { get; internal set; } = [];

    /// <summary>The sets of words, in the order of the file.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; internal set; } = [];

    /// <summary>Finds a line.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The line, or nothing.</returns>
    public LineSpec? Line(string name) => Lines.FirstOrDefault(line => string.Equals(line.Name, name, StringComparison.Ordinal));
}
