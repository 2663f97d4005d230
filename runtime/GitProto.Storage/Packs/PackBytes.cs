namespace GitProto.Storage;

/// <summary>The bytes of a pack, read by position; safe for many threads at once.</summary>
internal abstract class PackBytes : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Reads bytes at a position.</summary>
    /// <returns>How many were read: 0 at the end, else at least one.</returns>
    public abstract int Read(long offset, Span<byte> buffer);

    /// <summary>Fills a buffer.</summary>
    /// <exception cref="CorruptPackException">The pack ends before.</exception>
    public void ReadExactly(long offset, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var read = Read(offset, buffer);
            if (read == 0)
                throw new CorruptPackException($"The pack ends at offset {offset}.");
            offset += read;
            buffer = buffer[read..];
        }
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
