using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>Two byte streams to one peer. Both are bounded: a peer that does not read makes writers wait, it never fills memory.</summary>
public abstract class GitConnection : IDuplexPipe, IAsyncDisposable
{
    /// <summary>What the peer sends.</summary>
    public abstract PipeReader Input { get; }

    /// <summary>What goes to the peer.</summary>
    public abstract PipeWriter Output { get; }

    /// <summary>Who the peer is, in words fit for a message.</summary>
    public abstract string Peer { get; }

    /// <summary>Bytes that the transport has taken from <see cref="Output"/>; it grows while a long flush makes progress. 0 if the transport cannot say.</summary>
    public virtual long BytesSent => 0;

    /// <summary>Why the connection failed, where it knows better than a reader or a writer of it; null otherwise.</summary>
    internal virtual Exception? Failure => null;

    /// <summary>Sends what is written and tells the peer that nothing more will come. Reading goes on.</summary>
    /// <exception cref="IOException">The peer is gone.</exception>
    public abstract ValueTask CloseWriteAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends both directions at once. What was not flushed is dropped; never waits for the peer.</summary>
    public abstract ValueTask DisposeAsync();
}
