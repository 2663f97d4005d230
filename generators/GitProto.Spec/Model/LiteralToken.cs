using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>Bytes that stand as they are, or letters that are read in either case.</summary>
public sealed class LiteralToken : PatternToken
{
    private const byte CaseBit = 0x20;

    internal LiteralToken(byte[] bytes, SourceSpan span, bool eitherCase = false)
        : base(span) => (Bytes, EitherCase) = (bytes, eitherCase);

    /// <summary>The bytes as they are written; at least one.</summary>
    public IReadOnlyList<byte> Bytes { get; }

    /// <summary>Whether they are letters of ASCII that are read in either case.</summary>
    public bool EitherCase { get; }

    /// <summary>The bytes that may stand in one place of it: one, or a letter in both cases.</summary>
    internal IReadOnlyList<byte> Choices(int index) => EitherCase ? [(byte)(Bytes[index] & ~CaseBit), (byte)(Bytes[index] | CaseBit)] : [Bytes[index]];

    /// <summary>Whether it stands in some bytes.</summary>
    internal bool StandsAt(byte[] data, int at)
    {
        if (at + Bytes.Count > data.Length)
            return false;
        for (var i = 0; i < Bytes.Count; i++)
        {
            if (!Choices(i).Contains(data[at + i]))
                return false;
        }
        return true;
    }
}
