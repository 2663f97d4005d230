using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>Writes the request of whichever turn is on.</summary>
internal sealed class TurnWriter : PipeWriter
{
    private PipeWriter? turn;

    /// <summary>The request of this turn.</summary>
    public PipeWriter Turn
    {
        private get => turn ?? throw new InvalidOperationException("No turn has begun: over HTTP the server speaks first, and then only when it is asked.");
        set => turn = value;
    }

    public override bool CanGetUnflushedBytes => Turn.CanGetUnflushedBytes;

    public override long UnflushedBytes => Turn.UnflushedBytes;

    public override void Advance(int bytes) => Turn.Advance(bytes);

    public override void CancelPendingFlush() => turn?.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => turn?.Complete(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        turn?.FlushAsync(cancellationToken) ?? new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: false));

    public override Memory<byte> GetMemory(int sizeHint = 0) => Turn.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => Turn.GetSpan(sizeHint);
}
