using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>Says whether a line is a special case of another that it overlaps: in some place a literal against a field, or fewer bytes against more.</summary>
internal static class Narrower
{
    public static bool Is(LinePattern one, LinePattern other)
    {
        var (left, right) = (Atoms(one.Tokens).ToArray(), Atoms(other.Tokens).ToArray());
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i].Rank < right[i].Rank || (left[i].Rank == right[i].Rank && IsSubset(left[i], right[i])))
                return true;
            if (left[i].IsLiteral != right[i].IsLiteral)
                return false;
        }
        return left.Length < right.Length;
    }

    private static bool IsSubset(Atom one, Atom other) => !one.Bytes.Equals(other.Bytes) && one.Bytes.IsWithin(other.Bytes);

    private static IEnumerable<Atom> Atoms(IEnumerable<PatternToken> tokens) => tokens.SelectMany(token => token switch
    {
        LiteralToken literal => ByteSet.Of(literal).Select(bytes => new Atom(0, bytes)),
        FieldToken { Type: FieldType.ZeroOid } => [new Atom(1, ByteClasses.Of(FieldType.ZeroOid))],
        FieldToken { Type: FieldType.Oid } => [new Atom(2, ByteClasses.Of(FieldType.Oid))],
        FieldToken { Spec.IsOpen: false } field => [new Atom(2, ByteClasses.Of(field.Type))],
        FieldToken field => [new Atom(3, ByteClasses.Of(field.Type))],
        OptionalToken group => [new Atom(4, Atoms(group.Tokens).First().Bytes)],
        _ => [new Atom(5, Atoms(((RepeatedToken)token).Tokens).First().Bytes)],
    });

    private readonly record struct Atom(int Rank, ByteSet Bytes)
    {
        public bool IsLiteral => Rank == 0;
    }
}
