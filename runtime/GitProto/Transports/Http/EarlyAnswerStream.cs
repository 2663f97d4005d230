using System.Buffers;

namespace GitProto.Transports;

/// <summary>
/// The bytes of one HTTP/1.1 exchange. While a request is written it also reads, so that a server that refuses before it has read the request is heard at once, and not
/// after a broken connection. What comes early is kept and read in its turn; once it is a refusal, or the end, what is still written is dropped.
/// </summary>
/// <remarks>The framework reads the answer only after the whole request went out, and gives up if that fails.</remarks>
internal sealed class EarlyAnswerStream(Stream inner, EarlyAnswer? told) : Stream
{
    private const int MaxEarly = 10 << 20;
    private static readonly TimeSpan LastWordsWait = TimeSpan.FromSeconds(2);
    private readonly MemoryStream early = new();
    private readonly byte[] buffer = new byte[16 * 1024];
    private int taken;
    private Task<int>? reading;
    private bool ended;
    private bool IsRefused
    {
        get;
        set
        {
            field = value;
            if (value)
                told?.Came();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        if (IsRefused)
            return;
        // A refusal ends this call while the stream beneath may still send: what the caller does with its bytes from then on must not be sent.
        var own = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(own);
        var writing = SendAsync(own, bytes.Length, cancellationToken);
        try
        {
            while (!IsRefused && !writing.IsCompleted && Watch() is { } watch)
            {
                await Task.WhenAny(writing, watch).ConfigureAwait(false);
                await TakeAsync().ConfigureAwait(false);
            }
            await TakeAsync().ConfigureAwait(false);
            if (!IsRefused)
                await writing.ConfigureAwait(false);
            else
                _ = writing.ContinueWith(static done => done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
        catch (IOException)
        {
            // The server has closed its side; it may have said why.
            if (Watch() is { } last)
                await Task.WhenAny(last, Task.Delay(LastWordsWait, cancellationToken)).ConfigureAwait(false);
            await TakeAsync().ConfigureAwait(false);
            if (early.Length == 0)
                throw;
            IsRefused = true;
        }
    }

    public override Task WriteAsync(byte[] bytes, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(bytes.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => IsRefused ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        if (destination.IsEmpty)
            return 0;
        if (taken == early.Length && reading is not null)
        {
            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
            await TakeAsync().ConfigureAwait(false);
        }
        var left = early.GetBuffer().AsMemory(taken, (int)early.Length - taken);
        if (left.IsEmpty)
            return ended ? 0 : await inner.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
        var count = Math.Min(left.Length, destination.Length);
        left[..count].CopyTo(destination);
        taken += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] bytes, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(bytes.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task SendAsync(byte[] own, int length, CancellationToken cancellationToken)
    {
        await inner.WriteAsync(own.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        // Not where it failed: nobody knows then what the system still does with it.
        ArrayPool<byte>.Shared.Return(own);
    }

    /// <summary>Reads ahead; null if nothing more can come.</summary>
    /// <exception cref="LimitExceededException">The server says too much before it has read the request.</exception>
    private Task<int>? Watch() => reading ??= ended ? null
        : early.Length < MaxEarly ? inner.ReadAsync(buffer).AsTask()
        : throw new LimitExceededException(nameof(MaxEarly), MaxEarly, "What the server answers before it has read the request, in bytes,");

    /// <summary>Keeps what has come.</summary>
    private async ValueTask TakeAsync()
    {
        if (reading is not { IsCompleted: true } done)
            return;
        reading = null;
        var count = 0;
        try
        {
            count = await done.ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A connection that was reset has ended too.
        }
        ended = count == 0;
        early.Write(buffer, 0, count);
        if (ended || HttpStatusLine.IsRefusal(early.GetBuffer().AsSpan(0, (int)early.Length)))
            IsRefused = true;
    }
}
