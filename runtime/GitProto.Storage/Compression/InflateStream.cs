namespace GitProto.Storage;

/// <summary>Reads what a zlib stream holds, in pieces, through a window of fixed size. Damage is told where it is met, at the latest at the end.</summary>
internal sealed class InflateStream : Stream
{
    private readonly InflateSource source;
    private readonly InflateWindow window = new();
    private readonly byte[] piece = new byte[64 << 10];
    private long offset;
    private int used;
    private int filled;
    private int fed;
    private InflateStatus status = InflateStatus.NeedInput;
    private bool isChecked;
    private bool isDisposed;

    /// <summary>Begins.</summary>
    /// <param name="source">Where the compressed bytes come from.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="size">How many bytes the stream holds.</param>
    /// <param name="skip">How many of them, at most a few, are not wanted.</param>
    public InflateStream(InflateSource source, long offset, long size, int skip = 0)
    {
        (this.source, this.offset) = (source, offset);
        window.Begin(size);
        while (window.Available.Length < skip && status != InflateStatus.Done)
            Fill();
        used = skip;
    }

    public override bool CanRead => !isDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        while (!buffer.IsEmpty)
        {
            var ready = window.Available[used..];
            if (!ready.IsEmpty)
            {
                ready = ready[..Math.Min(ready.Length, buffer.Length)];
                ready.CopyTo(buffer);
                used += ready.Length;
                source.Saw(ready);
                return ready.Length;
            }
            if (status == InflateStatus.Done)
            {
                if (!isChecked)
                    source.CheckEnd(offset);
                isChecked = true;
                return 0;
            }
            Fill();
        }
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            isDisposed = true;
            window.Dispose();
            source.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Fill()
    {
        if (status == InflateStatus.OutputFull)
        {
            window.Take();
            used = 0;
        }
        else if (fed == filled)
        {
            (filled, fed) = (source.Read(offset, piece), 0);
            if (filled == 0)
                throw source.Corrupt("it ends early");
        }
        status = window.Inflate(piece.AsSpan(fed, filled - fed), out var consumed, out var problem);
        fed += consumed;
        offset += consumed;
        if (problem is not null)
            throw source.Corrupt(problem);
    }
}
