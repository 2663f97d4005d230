namespace GitProto.Protocol;

/// <summary>Writes the bands of a message: data, progress, a last word. Calls may come from several tasks; packets stay whole.</summary>
public sealed class BandWriter : IDisposable
{
    private readonly PacketWriter writer;
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Writes bands through a packet writer.</summary>
    public BandWriter(PacketWriter writer) => this.writer = writer;

    /// <summary>Bytes sent in band 1 so far.</summary>
    public long DataBytes { get; private set; }

    /// <summary>Sends a part of what the message carries.</summary>
    public ValueTask WriteDataAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        WriteAsync(Band.Data, data, cancellationToken);

    /// <summary>Sends text for a person.</summary>
    public ValueTask WriteProgressAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken) =>
        WriteAsync(Band.Progress, text, cancellationToken);

    /// <summary>Sends the last words before giving up.</summary>
    public ValueTask WriteFatalAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken) =>
        WriteAsync(Band.Fatal, text, cancellationToken);

    /// <summary>Sends a packet that says nothing, so that the other side does not lose patience.</summary>
    public ValueTask KeepAliveAsync(CancellationToken cancellationToken) =>
        WriteAsync(Band.Data, default, cancellationToken);

    /// <summary>A stream whose bytes go to band 1.</summary>
    public Stream AsStream() => new BandWriteStream(this);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async ValueTask WriteAsync(Band band, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            writer.WriteBand(band, bytes.Span);
            if (band == Band.Data)
                DataBytes += bytes.Length;
            if (band != Band.Data || bytes.IsEmpty)
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            else
                await writer.FlushIfManyAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }
}
