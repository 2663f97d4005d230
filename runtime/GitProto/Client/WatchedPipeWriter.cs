using System.IO.Pipelines;

namespace GitProto.Client;

/// <summary>A writer that remembers whether it was the peer who failed, and not what is written from.</summary>
internal sealed class WatchedPipeWriter(PipeWriter inner) : PipeWriter
{
    /// <summary>Why the peer took no more; null if it did not fail.</summary>
    public IOException? Failure { get; private set; }

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            Failure = e;
            throw;
        }
    }
}
