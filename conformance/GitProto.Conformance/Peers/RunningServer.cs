using System.Net;

namespace GitProto.Conformance.Peers;

/// <summary>A server of git:// that is running.</summary>
public abstract class RunningServer : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    public abstract EndPoint EndPoint { get; }

    /// <summary>The directory that it serves, where this program can reach it; null where it cannot.</summary>
    public virtual string? Root => null;

    /// <summary>What stands in front of the name of a repository in its URL, without a slash at the beginning.</summary>
    public virtual string Prefix => "";

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
