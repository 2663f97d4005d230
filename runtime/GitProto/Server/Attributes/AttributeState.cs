namespace GitProto.Server;

/// <summary>What an attribute is set to.</summary>
/// <param name="Kind">Set, unset, without a state, or a text.</param>
/// <param name="Text">The text, or empty.</param>
internal readonly record struct AttributeState(AttributeStateKind Kind, ByteString Text = default)
{
    /// <summary>True if it is a certain text.</summary>
    public bool Is(ReadOnlySpan<byte> text) => Kind == AttributeStateKind.Text && Text.Span.SequenceEqual(text);
}
