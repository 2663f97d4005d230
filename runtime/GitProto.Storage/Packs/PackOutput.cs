using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>Where a pack is written to: counts and hashes all bytes, and lets the pipe push back.</summary>
internal sealed class PackOutput(PipeWriter output, ObjectFormat format) : IDisposable
{
    private const int FlushAt = 64 << 10;
    private readonly TrailerHash hash = new(format);
    private int unflushed;

    /// <summary>How many bytes were written.</summary>
    public long Position { get; private set; }

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = output.GetSpan();
            var part = bytes[..Math.Min(bytes.Length, room.Length)];
            part.CopyTo(room);
            Advance(part);
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Room for the next bytes, at least 4 KiB.</summary>
    public Memory<byte> GetMemory() => output.GetMemory(4096);

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
    public ValueTask FlushIfFullAsync(CancellationToken cancellationToken) => unflushed < FlushAt ? default : FlushAsync(cancellationToken);

    /// <summary>Writes the hash of everything and hands it over.</summary>
    public async ValueTask<ObjectId> EndAsync(CancellationToken cancellationToken)
    {
        var checksum = hash.Finish();
        Write(ObjectId.AsSpan(checksum));
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return checksum;
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        unflushed = 0;
        var result = await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
            throw new IOException("The receiver of the pack closed the stream.");
        if (result.IsCanceled)
            throw new OperationCanceledException("Writing the pack was cancelled.");
    }
}
