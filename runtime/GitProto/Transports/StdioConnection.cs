using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>
/// The standard input and output of this process, or two other streams whose calls block. Waits can be cancelled although the
/// streams cannot: threads of their own move the bytes.
/// </summary>
public sealed class StdioConnection : GitConnection
{
    private const int Capacity = 256 * 1024;
    private readonly Pipe incoming = NewPipe();
    private readonly Pipe outgoing = NewPipe();
    private readonly Stream input;
    private readonly Stream output;
    private readonly Task writing;
    private long sent;

    /// <summary>Takes over two streams.</summary>
    /// <param name="input">What the peer sends.</param>
    /// <param name="output">What goes to the peer.</param>
    /// <param name="peer">Who the peer is, for messages.</param>
    public StdioConnection(Stream input, Stream output, string peer = "the other end of standard input and output")
    {
        (this.input, this.output, Peer) = (input, output, peer);
        _ = ThreadedPump.Read(input, incoming.Writer);
        writing = ThreadedPump.Write(outgoing.Reader, output, count => Interlocked.Add(ref sent, count));
    }

    /// <inheritdoc/>
    public override PipeReader Input => incoming.Reader;

    /// <inheritdoc/>
    public override PipeWriter Output => outgoing.Writer;

    /// <inheritdoc/>
    public override string Peer { get; }

    /// <inheritdoc/>
    public override long BytesSent => Interlocked.Read(ref sent);

    /// <summary>Opens the standard streams of this process. Nothing else may write to standard output while it is in use.</summary>
    public static StdioConnection Open() => new(Console.OpenStandardInput(), Console.OpenStandardOutput());

    /// <inheritdoc/>
    public override async ValueTask CloseWriteAsync(CancellationToken cancellationToken = default)
    {
        await Output.CompleteAsync().ConfigureAwait(false);
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        await output.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        var closed = new IOException("The connection was closed.");
        await Output.CompleteAsync(closed).ConfigureAwait(false);
        await Input.CompleteAsync(closed).ConfigureAwait(false);
        // A blocked call of a stream may end only when the stream is closed, and closing may block as well: nobody waits for either.
        _ = Task.Run(input.Dispose, CancellationToken.None);
        _ = Task.Run(output.Dispose, CancellationToken.None);
    }

    private static Pipe NewPipe() =>
        new(new PipeOptions(pauseWriterThreshold: Capacity, resumeWriterThreshold: Capacity / 2, useSynchronizationContext: false));
}
