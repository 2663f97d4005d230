namespace GitProto.Storage;

/// <summary>An object as it is hashed, without the header: its kind and its bytes.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Content">The bytes. They must not change.</param>
public sealed record GitObject(ObjectType Type, ReadOnlyMemory<byte> Content)
{
    /// <summary>Length of the content in bytes.</summary>
    public long Size => Content.Length;

    /// <summary>The bytes as a span.</summary>
    public ReadOnlySpan<byte> Span => Content.Span;
}
