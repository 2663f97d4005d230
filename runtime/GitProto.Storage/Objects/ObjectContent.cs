using System.Runtime.InteropServices;

namespace GitProto.Storage;

/// <summary>An object whose bytes are read once, from the first to the last. A small one is in memory, a large one is not.</summary>
public sealed class ObjectContent : IDisposable
{
    private readonly ReadOnlyMemory<byte>? whole;
    private readonly Stream stream;

    /// <summary>An object that is in memory already.</summary>
    public ObjectContent(GitObject found)
    {
        ArgumentNullException.ThrowIfNull(found);
        (Type, Size, whole) = (found.Type, found.Size, found.Content);
        stream = MemoryMarshal.TryGetArray(found.Content, out var held) ? new MemoryStream(held.Array!, held.Offset, held.Count, writable: false) : new MemoryStream(found.Content.ToArray(), writable: false);
    }

    /// <summary>An object that comes in pieces.</summary>
    /// <param name="type">Its kind.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="stream">Its bytes, exactly so many; this object disposes of it.</param>
    public ObjectContent(ObjectType type, long size, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (Type, Size, this.stream) = (type, size, stream);
    }

    /// <summary>The kind.</summary>
    public ObjectType Type { get; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; }

    /// <summary>
    /// The bytes, which can be read once. Reading throws <see cref="CorruptPackException"/> where they are damaged, and <see cref="HashMismatchException"/> at the end of a
    /// loose object that has another id.
    /// </summary>
    public Stream Stream => stream;

    /// <summary>Takes all of it into memory; nothing may have been read yet.</summary>
    /// <param name="maxSize">The largest size that is taken, in bytes.</param>
    /// <exception cref="LimitExceededException">It is larger; nothing was allocated.</exception>
    public ReadOnlyMemory<byte> ReadWhole(long maxSize)
    {
        if (Size > Math.Min(maxSize, Array.MaxLength))
            throw new LimitExceededException(nameof(maxSize), maxSize, $"An object of {Size} bytes");
        if (whole is { } held)
            return held;
        var content = new byte[Size];
        stream.ReadExactly(content);
        // The end is where damage shows.
        if (stream.ReadByte() >= 0)
            throw new CorruptPackException($"An object of {Size} bytes goes on behind its end.");
        return content;
    }

    /// <summary>Copies all of it; nothing may have been read yet.</summary>
    /// <exception cref="CorruptPackException">There are more or fewer bytes than the size says.</exception>
    public async ValueTask CopyToAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var buffer = new byte[64 << 10];
        var copied = 0L;
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            copied += count;
        }
        CheckSize(copied);
    }

    /// <summary>Holds one who has read the stream to its end to the size.</summary>
    /// <param name="read">How many bytes there were.</param>
    /// <exception cref="CorruptPackException">There are more or fewer bytes than the size says.</exception>
    public void CheckSize(long read)
    {
        if (read != Size)
            throw new CorruptPackException($"An object of {Size} bytes has {read}.");
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
