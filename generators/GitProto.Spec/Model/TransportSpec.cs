using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>Words outside packets: URLs, media types, headers, environment variables, commands.</summary>
public sealed class TransportSpec : SpecDefinition
{
    internal TransportSpec(string id, SourceSpan span)
        : base(id, span)
    {
    }

    /// <inheritdoc/>
    public override SpecKind Kind => SpecKind.Transport;

    /// <summary>The words, in the order of the file.</summary>
    public IReadOnlyList<LineSpec> Lines { get; internal set; } = [];

    /// <summary>The sets of words, in the order of the file.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; internal set; } = [];

    /// <summary>Finds a line.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The line, or nothing.</returns>
    public LineSpec? Line(string name) => Lines.FirstOrDefault(line => string.Equals(line.Name, name, StringComparison.Ordinal));
}
