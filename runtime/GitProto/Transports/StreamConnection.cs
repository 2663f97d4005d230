using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>A connection over streams whose reads and writes can be cancelled.</summary>
public abstract class StreamConnection : GitConnection
{
    private const int BufferSize = 128 * 1024;
    private const int MinimumReadSize = 16 * 1024;
    private readonly CountingWriteStream counting;
    private int disposed;

    private protected StreamConnection(Stream input, Stream output)
    {
        counting = new CountingWriteStream(output);
        Input = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: BufferSize, minimumReadSize: MinimumReadSize));
        Output = PipeWriter.Create(counting, new StreamPipeWriterOptions(minimumBufferSize: MinimumReadSize));
    }

    /// <inheritdoc/>
    public sealed override PipeReader Input { get; }

    /// <inheritdoc/>
    public sealed override PipeWriter Output { get; }

    /// <inheritdoc/>
    public sealed override long BytesSent => counting.Count;

    /// <inheritdoc/>
    public sealed override async ValueTask CloseWriteAsync(CancellationToken cancellationToken = default)
    {
        await Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        EndOutput();
    }

    /// <inheritdoc/>
    public sealed override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;
        await AbortAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the output so that the peer sees the end of the stream.</summary>
    private protected abstract void EndOutput();

    /// <summary>Closes everything without waiting for the peer.</summary>
    private protected abstract ValueTask AbortAsync();
}
