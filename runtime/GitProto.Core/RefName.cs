using System.Diagnostics.CodeAnalysis;

namespace GitProto;

/// <summary>
/// A ref name that passed <c>git check-ref-format</c>, and is <c>HEAD</c> or begins with <c>refs/</c>. Only such a name may reach a store.
/// </summary>
public sealed class RefName : IEquatable<RefName>, IComparable<RefName>
{
    private RefName(ByteString bytes) => Bytes = bytes;

    /// <summary>The name <c>HEAD</c>.</summary>
    public static RefName Head { get; } = new("HEAD");

    /// <summary>The exact bytes of the name.</summary>
    public ByteString Bytes { get; }

    /// <summary>True for <c>HEAD</c>.</summary>
    public bool IsHead => Bytes == Head.Bytes;

    /// <summary>Takes a name if it is legal.</summary>
    public static bool TryParse(ByteString bytes, [NotNullWhen(true)] out RefName? name)
    {
        name = RefFormat.Check(bytes.Span) is null ? new RefName(bytes) : null;
        return name is not null;
    }

    /// <summary>Takes a name.</summary>
    /// <exception cref="RefRefusedException">The name is illegal; the message says why.</exception>
    public static RefName Parse(ByteString bytes)
    {
        var reason = RefFormat.Check(bytes.Span);
        return reason is null ? new RefName(bytes) : throw new RefRefusedException(bytes, reason);
    }

    /// <summary>True if the name begins with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> prefix) => Bytes.Span.StartsWith(prefix);

    /// <inheritdoc/>
    public bool Equals(RefName? other) => other is not null && Bytes == other.Bytes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RefName);

    /// <inheritdoc/>
    public override int GetHashCode() => Bytes.GetHashCode();

    /// <summary>Orders by byte value.</summary>
    public int CompareTo(RefName? other) => other is null ? 1 : Bytes.CompareTo(other.Bytes);

    /// <summary>The name, fit for display.</summary>
    public override string ToString() => Bytes.ToDisplayString();

    /// <summary>Compares bytes.</summary>
    public static bool operator ==(RefName? left, RefName? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares bytes.</summary>
    public static bool operator !=(RefName? left, RefName? right) => !(left == right);

    /// <summary>Compares bytes.</summary>
    public static bool operator <(RefName left, RefName right) => left.CompareTo(right) < 0;

    /// <summary>Compares bytes.</summary>
    public static bool operator <=(RefName left, RefName right) => left.CompareTo(right) <= 0;

    /// <summary>Compares bytes.</summary>
    public static bool operator >(RefName left, RefName right) => left.CompareTo(right) > 0;

    /// <summary>Compares bytes.</summary>
    public static bool operator >=(RefName left, RefName right) => left.CompareTo(right) >= 0;
}
