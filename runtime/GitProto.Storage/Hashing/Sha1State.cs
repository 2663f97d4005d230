using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>The five words that SHA-1 works on (FIPS 180-4, 6.1): a chaining value, or the state between two steps.</summary>
internal record struct Sha1State(uint A, uint B, uint C, uint D, uint E)
{
    /// <summary>Where every message begins.</summary>
    public static Sha1State Initial => new(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);

    /// <summary>The hash that it is, if it is the last chaining value.</summary>
    public readonly ObjectId ToObjectId()
    {
        Span<byte> bytes = stackalloc byte[20];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, A);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], B);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], C);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], D);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], E);
        return ObjectId.FromBytes(bytes);
    }

    /// <summary>Adds word by word.</summary>
    public static Sha1State operator +(in Sha1State left, in Sha1State right) => unchecked(new(
        left.A + right.A, left.B + right.B, left.C + right.C, left.D + right.D, left.E + right.E));

    /// <summary>Subtracts word by word.</summary>
    public static Sha1State operator -(in Sha1State left, in Sha1State right) => unchecked(new(
        left.A - right.A, left.B - right.B, left.C - right.C, left.D - right.D, left.E - right.E));
}
