using GitProto.Conformance.Wire;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers;

/// <summary>Where a server is reached, over one transport.</summary>
public abstract record ServerAddress
{
    /// <summary>What carries conversations with it.</summary>
    public abstract TransportKind Transport { get; }

    /// <summary>What a client has to run in place of ssh; null for ssh itself, and over other transports.</summary>
    public virtual string? SshCommand => null;

    /// <summary>The URL of a repository at the server itself.</summary>
    public abstract string Url(string repository);

    /// <summary>Opens a relay that stands in front of it and keeps what passes.</summary>
    /// <param name="wire">Keeps what passes.</param>
    /// <param name="fault">What is changed; null for nothing.</param>
    public abstract IRelay Relay(WireLog wire, IPacketFault? fault = null);
}
