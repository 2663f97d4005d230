using GitProto.Conformance.Wire;
using GitProto.Conformance.Wire.Http;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers.Http;

/// <summary>Where a server of smart HTTP is reached.</summary>
/// <param name="Base">What stands in front of the names of repositories; it ends in a slash.</param>
internal sealed record WebAddress(Uri Base) : ServerAddress
{
    public override TransportKind Transport => TransportKind.Http;

    public override string Url(string repository) => new Uri(Base, repository).AbsoluteUri;

    public override IRelay Relay(WireLog wire, IPacketFault? fault = null) => new HttpRelay(Base, wire, fault);
}
