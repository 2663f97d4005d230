using System.Globalization;
using System.Net;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Peers;

/// <summary>A server of git:// that is running.</summary>
public abstract class RunningDaemon : RunningServer
{
    /// <summary>Where it listens.</summary>
    public abstract EndPoint EndPoint { get; }

    /// <summary>What stands in front of the name of a repository in its URL, without a slash at the beginning.</summary>
    public virtual string Prefix => "";

    /// <inheritdoc/>
    public sealed override string Url(string repository) => EndPoint switch
    {
        IPEndPoint address => GitTransport.Url(address.Address.ToString(), Prefix + repository, address.Port),
        DnsEndPoint name => GitTransport.Url(name.Host, Prefix + repository, name.Port),
        var other => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No URL leads to {other}.")),
    };

    /// <inheritdoc/>
    public sealed override IRelay Relay(WireLog wire, IPacketFault? fault = null) => new TcpRelay(EndPoint, wire, fault, Prefix);
}
