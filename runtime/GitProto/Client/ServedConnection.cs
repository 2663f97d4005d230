using System.IO.Pipelines;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>A connection to a server in this process, which may have something to do still when it has said its last word.</summary>
internal sealed class ServedConnection(InProcessConnection inner, Task serving) : GitConnection
{
    /// <inheritdoc/>
    public override PipeReader Input => inner.Input;

    /// <inheritdoc/>
    public override PipeWriter Output => inner.Output;

    /// <inheritdoc/>
    public override string Peer => inner.Peer;

    /// <inheritdoc/>
    public override long BytesSent => inner.BytesSent;

    /// <summary>Waits until the server is done.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => serving.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask CloseWriteAsync(CancellationToken cancellationToken = default) => inner.CloseWriteAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => inner.DisposeAsync();
}
