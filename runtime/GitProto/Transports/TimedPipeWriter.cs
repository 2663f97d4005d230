using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>A writer whose waits end when the peer does not read for too long.</summary>
internal sealed class TimedPipeWriter : PipeWriter, IDisposable
{
    private readonly PipeWriter inner;
    private readonly TimeoutClock clock;
    private readonly Func<long> sent;
    private readonly WaitTimer timer;
    private long progress;
    private long since;
    private int cancelled;

    public TimedPipeWriter(PipeWriter inner, TimeoutClock clock, Func<long> sent)
    {
        (this.inner, this.clock, this.sent) = (inner, clock, sent);
        timer = new WaitTimer(clock.Time, Wait, inner.CancelPendingFlush);
    }

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        progress = sent();
        since = clock.Time.GetTimestamp();
        clock.ThrowIfOver();
        var result = await WaitAsync(inner.FlushAsync(cancellationToken)).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            // A flush that was cut may have sent a part: unlike a read it cannot be taken up again.
            return Interlocked.Exchange(ref cancelled, 0) == 1 ? result : throw timer.Struck.Error("the other side took nothing", clock.State);
        }
        clock.Sent();
        return result.IsCompleted ? throw new IOException("The other side no longer reads.") : result;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override void CancelPendingFlush()
    {
        Volatile.Write(ref cancelled, 1);
        inner.CancelPendingFlush();
    }

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        if (exception is null)
            await FlushAsync().ConfigureAwait(false);
        await inner.CompleteAsync(exception).ConfigureAwait(false);
    }

    public void Dispose() => timer.Dispose();

    private TimeoutWait Wait()
    {
        var now = sent();
        if (now != progress)
            (progress, since) = (now, clock.Time.GetTimestamp());
        return clock.ForWrite(since);
    }

    private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> pending)
    {
        if (pending.IsCompleted)
            return await pending.ConfigureAwait(false);
        timer.Start();
        try
        {
            return await pending.ConfigureAwait(false);
        }
        finally
        {
            timer.Stop();
        }
    }
}
