using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>One fixed word of a field.</summary>
public sealed class EnumValueSpec
{
    internal EnumValueSpec(string text, FieldSpec field, SourceSpan span) => (Text, Field, Span) = (text, field, span);

    /// <summary>The word.</summary>
    public string Text { get; }

    /// <summary>The field it belongs to.</summary>
    public FieldSpec Field { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The capabilities that allow it; empty if it needs none. Any one of them suffices.</summary>
    public IReadOnlyList<CapabilitySpec> Gates { get; internal set; } = [];

    /// <summary>The address, <c>message.field.word</c>.</summary>
    public string Address => Field.Address + "." + Text;

    /// <summary>The address.</summary>
    /// <returns><see cref="Address"/>.</returns>
    public override string ToString() => Address;
}
