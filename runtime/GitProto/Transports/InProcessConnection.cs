using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>One end of a connection inside this process: two bounded pipes, no socket.</summary>
public sealed class InProcessConnection : GitConnection
{
    /// <summary>Bytes that one direction holds before its writer waits, unless told otherwise.</summary>
    public const int DefaultCapacity = 256 * 1024;

    private InProcessConnection(PipeReader input, PipeWriter output, string peer) => (Input, Output, Peer) = (input, output, peer);

    /// <inheritdoc/>
    public override PipeReader Input { get; }

    /// <inheritdoc/>
    public override PipeWriter Output { get; }

    /// <inheritdoc/>
    public override string Peer { get; }

    /// <summary>The server at the other end, if it is one of ours: it may have something to do still when it has said its last word.</summary>
    internal Task? Served { get; set; }

    /// <summary>Makes both ends.</summary>
    /// <param name="capacity">Bytes that each direction holds before its writer waits.</param>
    public static (InProcessConnection Client, InProcessConnection Server) CreatePair(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        var options = new PipeOptions(pauseWriterThreshold: capacity, resumeWriterThreshold: Math.Max(1, capacity / 2), useSynchronizationContext: false);
        var (up, down) = (new Pipe(options), new Pipe(options));
        return (new(down.Reader, up.Writer, "the server in this process"), new(up.Reader, down.Writer, "the client in this process"));
    }

    /// <inheritdoc/>
    public override async ValueTask CloseWriteAsync(CancellationToken cancellationToken = default)
    {
        await Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        await Output.CompleteAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Output.CompleteAsync().ConfigureAwait(false);
        await Input.CompleteAsync(new IOException("The other side has closed the connection.")).ConfigureAwait(false);
    }
}
