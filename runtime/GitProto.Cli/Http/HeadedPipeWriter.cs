using System.IO.Pipelines;

namespace GitProto.Cli.Http;

/// <summary>A writer that writes a head before the first byte of the body, and not earlier: until then the answer may still become another.</summary>
internal sealed class HeadedPipeWriter(PipeWriter inner, Action<PipeWriter> writeHead) : PipeWriter
{
    /// <summary>True once the head is written.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Writes the head, if it is not written.</summary>
    public void Start()
    {
        if (HasStarted)
            return;
        HasStarted = true;
        writeHead(inner);
    }

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Start();
        return inner.GetMemory(sizeHint);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Start();
        return inner.GetSpan(sizeHint);
    }

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}
