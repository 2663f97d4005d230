using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Conformance.Wire;

/// <summary>What both sides of one conversation were given by the other: where a fault was put in, the bytes behind it.</summary>
public abstract class WireRecording
{
    /// <summary>True if the server gave the client nothing: no byte, or over HTTP an error at the end.</summary>
    public abstract bool IsUnserved { get; }

    /// <summary>All that a side sent, over HTTP the bodies one behind the other.</summary>
    public abstract byte[] Sent(Role sender);

    /// <summary>Keeps it as files that <c>gitproto trace</c> reads.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="name">What their names begin with.</param>
    /// <returns>The arguments of that command.</returns>
    public abstract Task<string> SaveAsync(string directory, string name);

    /// <summary>Sends it through the flows of the spec.</summary>
    /// <param name="observer">Is told of every packet.</param>
    /// <param name="say">Is told of what passed besides packets, a line each, where it passed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<ConversationReport> CheckAsync(IPacketObserver? observer = null, Action<string>? say = null, CancellationToken cancellationToken = default);
}
