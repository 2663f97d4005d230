using GitProto.Conformance.Repositories;
using GitProto.Conformance.Wire;

namespace GitProto.Conformance.Peers;

/// <summary>A server that is running, over one transport.</summary>
public abstract class RunningServer : IAsyncDisposable
{
    /// <summary>What carries its conversations.</summary>
    public virtual TransportKind Transport => TransportKind.Git;

    /// <summary>The directory that it serves, where this program can reach it; null where it cannot.</summary>
    public virtual string? Root => null;

    /// <summary>What a client of ssh has to run; null for ssh itself, and over other transports.</summary>
    public virtual string? SshCommand => null;

    /// <summary>The URL of a repository at the server itself.</summary>
    public abstract string Url(string repository);

    /// <summary>Opens a relay that stands in front of it and keeps what passes.</summary>
    /// <param name="wire">Keeps what passes.</param>
    /// <param name="fault">What is changed; null for nothing.</param>
    public abstract IRelay Relay(WireLog wire, IPacketFault? fault = null);

    /// <summary>Puts a repository back as it was made; nothing where this program cannot reach it.</summary>
    public virtual void Restore(RepositorySet repositories, string name)
    {
        ArgumentNullException.ThrowIfNull(repositories);
        if (Root is { } root)
            repositories.Restore(name, root);
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
