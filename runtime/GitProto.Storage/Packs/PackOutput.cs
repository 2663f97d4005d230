using System.Buffers;
using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>Where a pack is written to: counts and hashes all bytes, and lets the pipe push back.</summary>
internal sealed class PackOutput(PipeWriter output, ObjectFormat format) : IDisposable
{
    private const int FlushAt = 64 << 10;
    private readonly TrailerHash hash = new(format);

    // What is written in small parts is hashed and handed over in large ones.
    private readonly byte[] buffer = new byte[FlushAt];
    private int used;
    private int unflushed;

    /// <summary>How many bytes were written.</summary>
    public long Position { get; private set; }

    /// <summary>Whether so much was written that it should be handed over.</summary>
    public bool IsFull => unflushed >= FlushAt;

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Position += bytes.Length;
        unflushed += bytes.Length;
        while (bytes.Length > buffer.Length - used)
        {
            var part = bytes[..(buffer.Length - used)];
            part.CopyTo(buffer.AsSpan(used));
            used = buffer.Length;
            Drain();
            bytes = bytes[part.Length..];
        }
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    /// <summary>Room for the next bytes, at least 4 KiB.</summary>
    public Memory<byte> GetMemory()
    {
        Drain();
        return output.GetMemory(4096);
    }

    /// <summary>Says that bytes stand at the beginning of the room.</summary>
    public void Advance(ReadOnlySpan<byte> written)
    {
        hash.Append(written);
        output.Advance(written.Length);
        Position += written.Length;
        unflushed += written.Length;
    }

    /// <summary>Hands over what was written if it is enough to be worth it.</summary>
    /// <exception cref="IOException">The reader is gone.</exception>
    public ValueTask FlushIfFullAsync(CancellationToken cancellationToken) => IsFull ? FlushAsync(cancellationToken) : default;

    /// <summary>Writes the hash of everything and hands it over.</summary>
    public async ValueTask<ObjectId> EndAsync(CancellationToken cancellationToken)
    {
        Drain();
        var checksum = hash.Finish();
        output.Write(ObjectId.AsSpan(checksum));
        Position += format.ByteLength();
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return checksum;
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private void Drain()
    {
        hash.Append(buffer.AsSpan(0, used));
        output.Write(buffer.AsSpan(0, used));
        used = 0;
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Drain();
        unflushed = 0;
        var result = await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
            throw new IOException("The receiver of the pack closed the stream.");
        if (result.IsCanceled)
            throw new OperationCanceledException("Writing the pack was cancelled.");
    }
}
