using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>Bytes that stand as they are.</summary>
public sealed class LiteralToken : PatternToken
{
    internal LiteralToken(byte[] bytes, SourceSpan span)
        : base(span) => Bytes = bytes;

    /// <summary>The bytes; at least one.</summary>
    public IReadOnlyList<byte> Bytes { get; }
}
