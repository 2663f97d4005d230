using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>A field. It ends before the first byte that may follow it: nothing is ever tried twice.</summary>
public sealed class FieldToken : PatternToken
{
    internal FieldToken(string name, SourceSpan span)
        : base(span) => Name = name;

    /// <summary>The name between the angle brackets.</summary>
    public string Name { get; }

    /// <summary>The type, from the last word of the name, or <see cref="FieldType.Set"/>.</summary>
    public FieldType Type { get; internal set; }

    /// <summary>The set of words that <c>fields</c> names, its loan resolved; absent for a plain type.</summary>
    public FieldSpec? Spec { get; internal set; }

    /// <summary>The bytes that end the field, in order. Object ids end by their length and need none.</summary>
    public IReadOnlyList<byte> Terminators { get; internal set; } = [];

    /// <summary>Whether the line (or the group's word) may end behind the field.</summary>
    public bool MayBeLast { get; internal set; }

    /// <summary>Whether it is an element of a list: it stands in a repeated group, or again in one.</summary>
    public bool IsListed { get; internal set; }

    /// <summary>Whether the field carries a value of its own: zeros do not, and capabilities belong to the message.</summary>
    public bool HasValue => Type is not (FieldType.ZeroOid or FieldType.Capabilities);
}
