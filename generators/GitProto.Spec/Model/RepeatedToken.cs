using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>A group that may stand any number of times: <c>[...]...</c>.</summary>
public sealed class RepeatedToken : PatternToken
{
    internal RepeatedToken(IReadOnlyList<PatternToken> tokens, SourceSpan span)
        : base(span) => Tokens = tokens;

    /// <summary>The pieces of the group.</summary>
    public IReadOnlyList<PatternToken> Tokens { get; }
}
