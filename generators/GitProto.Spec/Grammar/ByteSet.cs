using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>A set of bytes.</summary>
internal readonly struct ByteSet(ulong a, ulong b, ulong c, ulong d) : IEquatable<ByteSet>
{
    private readonly ulong _a = a, _b = b, _c = c, _d = d;

    public bool IsEmpty => (_a | _b | _c | _d) == 0;

    public static ByteSet Of(byte value) => Where(other => other == value);

    /// <summary>What may stand in each place of a literal, in their order.</summary>
    public static IEnumerable<ByteSet> Of(LiteralToken literal) => Enumerable.Range(0, literal.Bytes.Count).Select(index => Where(literal.Choices(index).Contains));

    public static ByteSet Where(Func<byte, bool> contains)
    {
        var words = new ulong[4];
        for (var i = 0; i < 256; i++)
        {
            if (contains((byte)i))
                words[i >> 6] |= 1UL << (i & 63);
        }
        return new ByteSet(words[0], words[1], words[2], words[3]);
    }

    public bool Contains(byte value) => ((Word(value >> 6) >> (value & 63)) & 1) != 0;

    public ByteSet And(ByteSet other) => new(_a & other._a, _b & other._b, _c & other._c, _d & other._d);

    public ByteSet Without(ByteSet other) => new(_a & ~other._a, _b & ~other._b, _c & ~other._c, _d & ~other._d);

    public bool IsWithin(ByteSet other) => Without(other).IsEmpty;

    /// <summary>A byte of the set, a letter or digit if there is one.</summary>
    public byte Example()
    {
        foreach (var character in "ax0 -./=:@,;'")
        {
            if (Contains((byte)character))
                return (byte)character;
        }
        for (var i = 33; i < 33 + 256; i++)
        {
            if (Contains((byte)i))
                return (byte)i;
        }
        return 0;
    }

    public bool Equals(ByteSet other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is ByteSet other && Equals(other);

    public override int GetHashCode() => unchecked((_a * 31) ^ (_b * 37) ^ (_c * 41) ^ _d).GetHashCode();

    private ulong Word(int index) => index switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };
}
