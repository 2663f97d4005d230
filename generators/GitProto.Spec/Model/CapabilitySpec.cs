using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>A word that one side offers and the other may ask for.</summary>
public sealed class CapabilitySpec : SpecDefinition
{
    internal CapabilitySpec(string id, SourceSpan span)
        : base(id, span)
    {
    }

    /// <inheritdoc/>
    public override SpecKind Kind => SpecKind.Capability;

    /// <summary>Where it is offered.</summary>
    public IReadOnlyList<CapabilityPlace> Offered { get; internal set; } = [];

    /// <summary>Where it is asked for; nowhere means that it is never sent back.</summary>
    public IReadOnlyList<CapabilityPlace> Asked { get; internal set; } = [];

    /// <summary>What is illegal without it.</summary>
    public IReadOnlyList<ElementRef> Allows { get; internal set; } = [];

    /// <summary>The capabilities that must be there too.</summary>
    public IReadOnlyList<CapabilitySpec> Needs { get; internal set; } = [];

    /// <summary>The capabilities that must not be asked for beside it.</summary>
    public IReadOnlyList<CapabilitySpec> Excludes { get; internal set; } = [];

    /// <summary>What a sender does without it.</summary>
    public Absence Without { get; internal set; }

    /// <summary>The sets of words of its patterns.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; internal set; } = [];

    /// <summary>The capabilities offered as features of this one.</summary>
    public IReadOnlyList<CapabilitySpec> Features { get; internal set; } = [];

    /// <summary>Finds a set of words.</summary>
    /// <param name="name">The name of its field.</param>
    /// <returns>The set, or nothing.</returns>
    public FieldSpec? Field(string name) => Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal));
}
