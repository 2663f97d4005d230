using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>Reads the answer of whichever turn is on.</summary>
internal sealed class TurnReader : PipeReader
{
    /// <summary>The answer of this turn.</summary>
    public PipeReader Turn { get; set; } = Create(Stream.Null);

    public override void AdvanceTo(SequencePosition consumed) => Turn.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => Turn.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => Turn.CancelPendingRead();

    public override void Complete(Exception? exception = null) => Turn.Complete(exception);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Turn.ReadAsync(cancellationToken);

    public override bool TryRead(out ReadResult result) => Turn.TryRead(out result);
}
