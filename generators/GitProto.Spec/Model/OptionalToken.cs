using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>A group that may be absent: <c>[...]</c>. It is there if its first piece is.</summary>
public sealed class OptionalToken : PatternToken
{
    internal OptionalToken(IReadOnlyList<PatternToken> tokens, SourceSpan span)
        : base(span) => Tokens = tokens;

    /// <summary>The pieces of the group.</summary>
    public IReadOnlyList<PatternToken> Tokens { get; }
}
