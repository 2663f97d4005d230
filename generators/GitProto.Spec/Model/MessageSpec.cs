using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>A message: lines in an order.</summary>
public sealed class MessageSpec : SpecDefinition
{
    internal MessageSpec(string id, SourceSpan span)
        : base(id, span)
    {
    }

    /// <inheritdoc/>
    public override SpecKind Kind => SpecKind.Message;

    /// <summary>Who sends it.</summary>
    public Role From { get; internal set; }

    /// <summary>Whether LF is written.</summary>
    public NewlineMode Newline { get; internal set; }

    /// <summary>The part inside which LF is content.</summary>
    public PartSpec? NewlineKeptIn { get; internal set; }

    /// <summary>The fact under which every packet carries the number of a band.</summary>
    public Fact? BandedIf { get; internal set; }

    /// <summary>The items, in wire order.</summary>
    public IReadOnlyList<Item> Body { get; internal set; } = [];

    /// <summary>The named parts, in the order of the file.</summary>
    public IReadOnlyList<PartSpec> Parts { get; internal set; } = [];

    /// <summary>The lines, in the order of the file.</summary>
    public IReadOnlyList<LineSpec> Lines { get; internal set; } = [];

    /// <summary>The sets of words, in the order of the file.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; internal set; } = [];

    /// <summary>The capabilities that allow the message; empty if it needs none. Any one of them suffices.</summary>
    public IReadOnlyList<CapabilitySpec> Gates { get; internal set; } = [];

    /// <summary>What may stand first, in the order in which it is tried.</summary>
    public FirstSet First { get; internal set; } = FirstSet.Empty;

    /// <summary>Whether some line carries the capabilities of the session.</summary>
    public bool HasCapabilities => Lines.Any(line => line.CapabilitiesField is not null);

    /// <summary>Finds a line.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The line, or nothing.</returns>
    public LineSpec? Line(string name) => Lines.FirstOrDefault(line => string.Equals(line.Name, name, StringComparison.Ordinal));

    /// <summary>Finds a part.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The part, or nothing.</returns>
    public PartSpec? Part(string name) => Parts.FirstOrDefault(part => string.Equals(part.Name, name, StringComparison.Ordinal));

    /// <summary>Finds a set of words.</summary>
    /// <param name="name">The name of its field.</param>
    /// <returns>The set, or nothing.</returns>
    public FieldSpec? Field(string name) => Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal));
}
