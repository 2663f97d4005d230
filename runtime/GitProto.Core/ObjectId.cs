using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GitProto;

/// <summary>The name of an object: a SHA-1 (20 bytes) or SHA-256 (32 bytes) hash. The default value is the SHA-1 zero id.</summary>
public readonly struct ObjectId : IEquatable<ObjectId>, IComparable<ObjectId>
{
    private readonly Hash hash;

    private ObjectId(ReadOnlySpan<byte> bytes, ObjectFormat format)
    {
        Format = format;
        bytes.CopyTo(hash);
    }

    /// <summary>The hash that made this id.</summary>
    public ObjectFormat Format { get; }

    /// <summary>True if every byte is zero: Git's "no object".</summary>
    public bool IsZero => !((ReadOnlySpan<byte>)hash).ContainsAnyExcept((byte)0);

    /// <summary>The zero id of a format.</summary>
    public static ObjectId Zero(ObjectFormat format) => new([], format);

    /// <summary>Makes an id from its raw bytes.</summary>
    /// <param name="bytes">Exactly 20 or 32 bytes.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static ObjectId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        20 => new ObjectId(bytes, ObjectFormat.Sha1),
        32 => new ObjectId(bytes, ObjectFormat.Sha256),
        _ => throw new ArgumentException($"An object id has 20 or 32 bytes, not {bytes.Length}.", nameof(bytes)),
    };

    /// <summary>Reads 40 or 64 hex digits of either case, and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out ObjectId id)
    {
        id = default;
        if (hex.Length is not (40 or 64))
            return false;
        Span<byte> bytes = stackalloc byte[32];
        bytes = bytes[..(hex.Length / 2)];
        if (!Hex.TryDecode(hex, bytes))
            return false;
        id = FromBytes(bytes);
        return true;
    }

    /// <summary>Reads hex digits of exactly one format's width.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, ObjectFormat format, out ObjectId id)
    {
        if (hex.Length == format.HexLength())
            return TryParse(hex, out id);
        id = default;
        return false;
    }

    /// <summary>Reads 40 or 64 hex digits.</summary>
    /// <exception cref="FormatException">The text is no object id.</exception>
    public static ObjectId Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        Span<byte> ascii = stackalloc byte[64];
        if (hex.Length <= 64 && System.Text.Ascii.FromUtf16(hex, ascii, out var written) == System.Buffers.OperationStatus.Done
            && TryParse(ascii[..written], out var id))
            return id;
        throw new FormatException($"'{Escape.ForDisplay(hex)}' is no object id: expected 40 or 64 hex digits.");
    }

    /// <summary>Copies the raw bytes.</summary>
    /// <returns>How many were written: 20 or 32.</returns>
    public int CopyTo(Span<byte> destination)
    {
        AsSpan(in this).CopyTo(destination);
        return Format.ByteLength();
    }

    /// <summary>The raw bytes of an id, as a view into it.</summary>
    public static ReadOnlySpan<byte> AsSpan(in ObjectId id) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Hash, byte>(ref Unsafe.AsRef(in id.hash)), 32)[..id.Format.ByteLength()];

    /// <summary>Writes the lower-case hex digits.</summary>
    /// <returns>How many were written: 40 or 64.</returns>
    public int WriteHex(Span<byte> destination)
    {
        Hex.Encode(AsSpan(in this), destination);
        return Format.HexLength();
    }

    /// <inheritdoc/>
    public bool Equals(ObjectId other) =>
        Format == other.Format && ((ReadOnlySpan<byte>)hash).SequenceEqual(other.hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(hash);

    /// <summary>Orders by bytes, as Git's indexes do.</summary>
    public int CompareTo(ObjectId other) => AsSpan(in this).SequenceCompareTo(AsSpan(in other));

    /// <summary>The id in 40 or 64 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan(in this));

    /// <summary>Compares by value.</summary>
    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);

    /// <summary>Compares by bytes.</summary>
    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    /// <summary>Compares by bytes.</summary>
    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by bytes.</summary>
    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    /// <summary>Compares by bytes.</summary>
    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;

    [InlineArray(32)]
    private struct Hash
    {
        private byte first;
    }
}
