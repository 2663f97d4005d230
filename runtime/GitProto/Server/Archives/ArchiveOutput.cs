using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Where an archive goes. Once it is cut nothing more goes there: what compresses wants to write to the last, also when it is only put away.</summary>
internal sealed class ArchiveOutput(Stream inner) : WriteOnlyStream
{
    private bool isCut;

    /// <summary>Drops what is written from here on.</summary>
    public void Cut() => isCut = true;

    // Whole packets are sent as they fill up.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!isCut)
            inner.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        isCut ? default : inner.WriteAsync(buffer, cancellationToken);
}
