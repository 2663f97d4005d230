using System.Text;

namespace GitProto;

/// <summary>Text of the wire as its exact bytes. Git promises no encoding, so equality and order are those of the bytes.</summary>
public readonly struct ByteString : IEquatable<ByteString>, IComparable<ByteString>
{
    private readonly byte[]? bytes;

    private ByteString(byte[] bytes) => this.bytes = bytes;

    /// <summary>Copies bytes into a string.</summary>
    public ByteString(ReadOnlySpan<byte> bytes) => this.bytes = bytes.IsEmpty ? null : bytes.ToArray();

    /// <summary>No bytes; also the default value.</summary>
    public static ByteString Empty => default;

    /// <summary>Length in bytes.</summary>
    public int Length => bytes?.Length ?? 0;

    /// <summary>True if there are no bytes.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory => bytes;

    /// <summary>Takes over an array, which must not change afterwards.</summary>
    public static ByteString Wrap(byte[] bytes) => new(bytes);

    /// <summary>The UTF-8 bytes of a text.</summary>
    public static implicit operator ByteString(string text) => FromString(text);

    /// <summary>The UTF-8 bytes of a text.</summary>
    public static ByteString FromString(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public bool Equals(ByteString other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>Orders by byte value, as Git orders refs.</summary>
    public int CompareTo(ByteString other) => Span.SequenceCompareTo(other.Span);

    /// <summary>The bytes decoded as UTF-8, with replacement characters for broken ones; for use, not for display.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>The bytes made fit for a message or a terminal.</summary>
    public string ToDisplayString() => Escape.ForDisplay(Span);

    /// <summary>Compares bytes.</summary>
    public static bool operator ==(ByteString left, ByteString right) => left.Equals(right);

    /// <summary>Compares bytes.</summary>
    public static bool operator !=(ByteString left, ByteString right) => !left.Equals(right);

    /// <summary>Compares bytes.</summary>
    public static bool operator <(ByteString left, ByteString right) => left.CompareTo(right) < 0;

    /// <summary>Compares bytes.</summary>
    public static bool operator <=(ByteString left, ByteString right) => left.CompareTo(right) <= 0;

    /// <summary>Compares bytes.</summary>
    public static bool operator >(ByteString left, ByteString right) => left.CompareTo(right) > 0;

    /// <summary>Compares bytes.</summary>
    public static bool operator >=(ByteString left, ByteString right) => left.CompareTo(right) >= 0;
}
