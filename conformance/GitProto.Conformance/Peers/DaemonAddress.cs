using System.Net;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers;

/// <summary>Where a server of git:// listens.</summary>
/// <param name="EndPoint">Its address and port.</param>
/// <param name="Prefix">What stands in front of the name of a repository in its URL, without a slash at the beginning.</param>
public sealed record DaemonAddress(EndPoint EndPoint, string Prefix = "") : ServerAddress
{
    /// <inheritdoc/>
    public override TransportKind Transport => TransportKind.Git;

    /// <inheritdoc/>
    public override string Url(string repository)
    {
        var (host, port) = EndPoint is DnsEndPoint name ? (name.Host, name.Port) : (((IPEndPoint)EndPoint).Address.ToString(), ((IPEndPoint)EndPoint).Port);
        return GitTransport.Url(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host, Prefix + repository, port);
    }

    /// <inheritdoc/>
    public override IRelay Relay(WireLog wire, IPacketFault? fault = null) => new TcpRelay(EndPoint, wire, fault, Prefix);
}
