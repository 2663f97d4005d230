using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>A reader whose waits end when the peer is silent for too long.</summary>
internal sealed class TimedPipeReader : PipeReader, IDisposable
{
    private readonly PipeReader inner;
    private readonly TimeoutClock clock;
    private readonly WaitTimer timer;
    private int cancelled;

    public TimedPipeReader(PipeReader inner, TimeoutClock clock)
    {
        (this.inner, this.clock) = (inner, clock);
        timer = new WaitTimer(clock.Time, clock.ForRead, inner.CancelPendingRead);
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            clock.ThrowIfOver();
            var result = await WaitAsync(inner.ReadAsync(cancellationToken)).ConfigureAwait(false);
            if (!result.IsCanceled)
            {
                if (!result.Buffer.IsEmpty)
                    clock.Received();
                return result;
            }
            if (Interlocked.Exchange(ref cancelled, 0) == 1)
                return result;
            // The timer struck, perhaps just after the wait before this one had ended well: then it does not count.
            inner.AdvanceTo(result.Buffer.Start);
            clock.ForRead().ThrowIfOver("no byte came", clock.State);
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        clock.ThrowIfOver();
        var read = inner.TryRead(out result);
        if (read && !result.Buffer.IsEmpty)
            clock.Received();
        return read;
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead()
    {
        Volatile.Write(ref cancelled, 1);
        inner.CancelPendingRead();
    }

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    public void Dispose() => timer.Dispose();

    private async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> pending)
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
