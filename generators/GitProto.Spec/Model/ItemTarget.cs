namespace GitProto.Spec;

/// <summary>What an item names, resolved.</summary>
public sealed class ItemTarget
{
    internal ItemTarget(TargetKind kind, string name, SourceSpan span) => (Kind, Name, Span) = (kind, name, span);

    /// <summary>Which of the properties below is set.</summary>
    public TargetKind Kind { get; }

    /// <summary>The name as the item says it: what the property of the typed message is called after.</summary>
    public string Name { get; }

    /// <summary>Where the name stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The line.</summary>
    public LineSpec? Line { get; internal set; }

    /// <summary>The part, as named here; <see cref="PartSpec.Resolved"/> follows its loan.</summary>
    public PartSpec? Part { get; internal set; }

    /// <summary>The other message.</summary>
    public MessageSpec? Message { get; internal set; }

    /// <summary>The special packet.</summary>
    public PacketSpec? Packet { get; internal set; }

    /// <summary>What may stand first, in the order in which it is tried.</summary>
    public FirstSet First { get; internal set; } = FirstSet.Empty;

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
