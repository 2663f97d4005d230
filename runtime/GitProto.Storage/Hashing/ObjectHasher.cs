using System.Buffers.Text;

namespace GitProto.Storage;

/// <summary>Names objects: the hash of <c>type SP size NUL body</c>. Not for two threads at once.</summary>
public sealed class ObjectHasher : IDisposable
{
    private readonly IObjectHash hash;

    /// <summary>Makes a hasher with the default hash.</summary>
    public ObjectHasher(ObjectFormat format)
        : this(ObjectHashes.Create(format))
    {
    }

    /// <summary>Makes a hasher with a given hash, which it will dispose of.</summary>
    public ObjectHasher(IObjectHash hash) => this.hash = hash;

    /// <summary>The format of the ids it makes.</summary>
    public ObjectFormat Format => hash.Format;

    /// <summary>Names an object.</summary>
    /// <exception cref="HashMismatchException">The body is an attempt to make two objects with one name.</exception>
    public static ObjectId Hash(ObjectFormat format, ObjectType type, ReadOnlySpan<byte> body)
    {
        using var hasher = new ObjectHasher(format);
        return hasher.Hash(type, body);
    }

    /// <summary>Names an object.</summary>
    /// <exception cref="HashMismatchException">The body is an attempt to make two objects with one name.</exception>
    public ObjectId Hash(ObjectType type, ReadOnlySpan<byte> body)
    {
        Begin(type, body.Length);
        hash.Append(body);
        return hash.Finish();
    }

    /// <summary>Begins an object whose body comes in pieces.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="size">Length of the whole body, in bytes.</param>
    public void Begin(ObjectType type, long size)
    {
        Span<byte> header = stackalloc byte[32];
        hash.Append(header[..WriteHeader(header, type, size)]);
    }

    /// <summary>Adds a piece of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);

    /// <summary>Names the object whose pieces were added since <see cref="Begin"/>.</summary>
    /// <exception cref="HashMismatchException">The body is an attempt to make two objects with one name.</exception>
    public ObjectId Finish() => hash.Finish();

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    /// <summary>Writes what is hashed before the body.</summary>
    /// <returns>How many bytes were written, at most 32.</returns>
    internal static int WriteHeader(Span<byte> header, ObjectType type, long size)
    {
        var name = NameOf(type);
        name.CopyTo(header);
        header[name.Length] = (byte)' ';
        Utf8Formatter.TryFormat(size, header[(name.Length + 1)..], out var digits);
        header[name.Length + 1 + digits] = 0;
        return name.Length + 2 + digits;
    }

    private static ReadOnlySpan<byte> NameOf(ObjectType type) => type switch
    {
        ObjectType.Commit => "commit"u8,
        ObjectType.Tree => "tree"u8,
        ObjectType.Blob => "blob"u8,
        ObjectType.Tag => "tag"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No object has this type."),
    };
}
