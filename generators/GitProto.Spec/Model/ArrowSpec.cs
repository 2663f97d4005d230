using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>One step of a flow: <c>event [with|without element] [if|unless facts] -> state</c>.</summary>
public sealed class ArrowSpec
{
    internal ArrowSpec(string text, Role role, StateSpec from, SourceSpan span) => (Text, Role, From, Span) = (text, role, from, span);

    /// <summary>The phrase as written.</summary>
    public string Text { get; }

    /// <summary>Who sends.</summary>
    public Role Role { get; }

    /// <summary>The state it leaves.</summary>
    public StateSpec From { get; }

    /// <summary>Where the phrase stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>What it waits for.</summary>
    public EventKind Event { get; internal set; }

    /// <summary>The message.</summary>
    public MessageSpec? Message { get; internal set; }

    /// <summary>The special packet.</summary>
    public PacketSpec? Packet { get; internal set; }

    /// <summary>What must stand in the message.</summary>
    public ElementRef? With { get; internal set; }

    /// <summary>What must not stand in the message.</summary>
    public ElementRef? Without { get; internal set; }

    /// <summary>The facts that must all hold (or, with <see cref="IsUnless"/>, must not all hold); empty if none are asked.</summary>
    public IReadOnlyList<Fact> Conditions { get; internal set; } = [];

    /// <summary>Whether the arrow is legal only where its conditions do not all hold.</summary>
    public bool IsUnless { get; internal set; }

    /// <summary>Whether it is legal only while what the arrow above needs is not agreed.</summary>
    public bool IsElse { get; internal set; }

    /// <summary>The state it leads to.</summary>
    public StateSpec To { get; internal set; } = null!;

    /// <summary>Whether nothing but the event decides.</summary>
    public bool IsUnconditional => With is null && Without is null && Conditions.Count == 0 && !IsElse;

    /// <summary>The phrase.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
