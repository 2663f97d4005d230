using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>States, and who may send what in each.</summary>
public sealed class FlowSpec : SpecDefinition
{
    internal FlowSpec(string id, SourceSpan span)
        : base(id, span)
    {
    }

    /// <inheritdoc/>
    public override SpecKind Kind => SpecKind.Flow;

    /// <summary>The two sides, in the order named.</summary>
    public IReadOnlyList<Role> Between { get; internal set; } = [];

    /// <summary>The service whose capabilities count; absent if none do.</summary>
    public string? Service { get; internal set; }

    /// <summary>The protocol versions it is spoken in, as written (<c>v0</c>); empty if any.</summary>
    public IReadOnlyList<string> Protocols { get; internal set; } = [];

    /// <summary>The states, in order; the first is the start.</summary>
    public IReadOnlyList<StateSpec> States { get; internal set; } = [];

    /// <summary>The messages that it names.</summary>
    public IEnumerable<MessageSpec> Messages =>
        States.SelectMany(state => state.Arrows).Select(arrow => arrow.Message).Where(message => message is not null).Distinct()!;

    /// <summary>Finds a state.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The state, or nothing.</returns>
    public StateSpec? State(string name) => States.FirstOrDefault(state => string.Equals(state.Name, name, StringComparison.Ordinal));
}
