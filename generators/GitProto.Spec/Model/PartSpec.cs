using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>A named part of a message.</summary>
public sealed class PartSpec
{
    internal PartSpec(string name, MessageSpec owner, SourceSpan span) => (Name, Owner, Span) = (name, owner, span);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The message it belongs to.</summary>
    public MessageSpec Owner { get; }

    /// <summary>Where the name stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>A sequence, a choice or a loan.</summary>
    public PartKind Kind { get; internal set; }

    /// <summary>The items of a sequence.</summary>
    public IReadOnlyList<Item> Items { get; internal set; } = [];

    /// <summary>The alternatives of a choice, in the order in which they are tried.</summary>
    public IReadOnlyList<ItemTarget> Alternatives { get; internal set; } = [];

    /// <summary>The part that a loan names.</summary>
    public PartSpec? Loan { get; internal set; }

    /// <summary>The part itself, with every loan followed.</summary>
    public PartSpec Resolved => Loan is null || ReferenceEquals(Loan, this) ? this : Loan.Resolved;

    /// <summary>The capabilities that allow it; empty if it needs none. Any one of them suffices.</summary>
    public IReadOnlyList<CapabilitySpec> Gates { get; internal set; } = [];

    /// <summary>What may stand first, in the order in which it is tried.</summary>
    public FirstSet First { get; internal set; } = FirstSet.Empty;

    /// <summary>Whether some item names the part with <c>in any order</c>.</summary>
    public bool InAnyOrder { get; internal set; }

    /// <summary>The address, <c>message.part</c>.</summary>
    public string Address => Owner.Id + "." + Name;

    /// <summary>The address.</summary>
    /// <returns><see cref="Address"/>.</returns>
    public override string ToString() => Address;
}
