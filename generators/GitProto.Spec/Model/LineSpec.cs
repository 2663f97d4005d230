using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>A named line of a message (or of a kind that has lines, or a named word of a field).</summary>
public sealed class LineSpec
{
    internal LineSpec(string name, string doc, LinePattern pattern, SpecDefinition owner, SourceSpan span) =>
        (Name, Doc, Pattern, Owner, Span) = (name, doc, pattern, owner, span);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What stands behind <c>--</c>; may be empty for a line without fields.</summary>
    public string Doc { get; }

    /// <summary>What the line looks like.</summary>
    public LinePattern Pattern { get; }

    /// <summary>The definition it belongs to.</summary>
    public SpecDefinition Owner { get; }

    /// <summary>Where the name stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The capabilities that allow it; empty if it needs none. Any one of them suffices.</summary>
    public IReadOnlyList<CapabilitySpec> Gates { get; internal set; } = [];

    /// <summary>The field of the message's capabilities, if the line carries one.</summary>
    public FieldToken? CapabilitiesField => Pattern.AllFields.FirstOrDefault(one => one.Type == FieldType.Capabilities);

    /// <summary>The group at the end that carries the capabilities on the message's first line; absent without one.</summary>
    public OptionalToken? CapabilityTail =>
        Pattern.Tokens.LastOrDefault() is OptionalToken tail && tail.Tokens.LastOrDefault() is FieldToken { Type: FieldType.Capabilities } ? tail : null;

    /// <summary>Whether the line ends in <c>[\0&lt;capabilities&gt;]</c> or its like.</summary>
    public bool HasCapabilityTail => CapabilityTail is not null;

    /// <summary>Whether the line carries no value of its own.</summary>
    public bool IsFixed => Pattern.Fields.Count == 0;

    /// <summary>What the line is worth: nothing, one value, or several by name.</summary>
    public LineShape Shape => Pattern.Shape;

    /// <summary>The address, <c>message.line</c>.</summary>
    public string Address => Owner.Id + "." + Name;

    /// <summary>The address.</summary>
    /// <returns><see cref="Address"/>.</returns>
    public override string ToString() => Address;
}
