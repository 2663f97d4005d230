using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>A state of a flow.</summary>
public sealed class StateSpec
{
    internal StateSpec(string name, FlowSpec owner, SourceSpan span) => (Name, Owner, Span) = (name, owner, span);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The flow it belongs to.</summary>
    public FlowSpec Owner { get; }

    /// <summary>Where the name stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>What the state means; empty for an end.</summary>
    public string Doc { get; internal set; } = "";

    /// <summary>Where the rule stands; empty for an end, and for a state that its flow's source covers.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>The version that brought it; absent if it is as old as its flow.</summary>
    public SinceVersion? Since { get; internal set; }

    /// <summary>Whether the flow is over.</summary>
    public bool IsEnd { get; internal set; }

    /// <summary>Every arrow, role by role, in the order in which it is tried.</summary>
    public IReadOnlyList<ArrowSpec> Arrows { get; internal set; } = [];

    /// <summary>Where a stateless transport goes on when request and answer are both over.</summary>
    public StateSpec? NextTurn { get; internal set; }

    /// <summary>The arrows of one side.</summary>
    /// <param name="role">The side that sends.</param>
    /// <returns>Its arrows, in the order in which they are tried.</returns>
    public IEnumerable<ArrowSpec> ArrowsOf(Role role) => Arrows.Where(arrow => arrow.Role == role);

    /// <summary>The address, <c>flow.state</c>.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => Owner.Id + "." + Name;
}
