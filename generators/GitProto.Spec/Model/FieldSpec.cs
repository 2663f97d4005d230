using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>What <c>fields</c> says about one field: a set of words.</summary>
public sealed class FieldSpec
{
    internal FieldSpec(string name, SpecDefinition owner, SourceSpan span) => (Name, Owner, Span) = (name, owner, span);

    /// <summary>The name of the field.</summary>
    public string Name { get; }

    /// <summary>The definition it belongs to.</summary>
    public SpecDefinition Owner { get; }

    /// <summary>Where the name stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>Fixed words, patterns by name, one pattern, or borrowed from elsewhere.</summary>
    public FieldSetKind Kind { get; internal set; }

    /// <summary>Whether other words are legal and kept as they came.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>The words of an enumeration, in order.</summary>
    public IReadOnlyList<EnumValueSpec> Values { get; internal set; } = [];

    /// <summary>The named patterns, or the one pattern of a structured value.</summary>
    public IReadOnlyList<LineSpec> Patterns { get; internal set; } = [];

    /// <summary>The set it is borrowed from.</summary>
    public FieldSpec? Loan { get; internal set; }

    /// <summary>The set itself, with every loan followed.</summary>
    public FieldSpec Resolved => Loan is null || ReferenceEquals(Loan, this) ? this : Loan.Resolved;

    /// <summary>The address, <c>message.field</c>.</summary>
    public string Address => Owner.Id + "." + Name;

    /// <summary>The address.</summary>
    /// <returns><see cref="Address"/>.</returns>
    public override string ToString() => Address;
}
