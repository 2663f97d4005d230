using GitProto.Conformance.Wire;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers.Ssh;

/// <summary>Where an sshd of another listens, reached as its user reaches it.</summary>
/// <param name="Base">What stands in front of the names of repositories in their URLs; it ends in a slash.</param>
/// <param name="Command">The command line of ssh.</param>
internal sealed record RemoteSshAddress(string Base, string Command) : ServerAddress
{
    public override TransportKind Transport => TransportKind.Ssh;

    public override string SshCommand => Command;

    public override string Url(string repository) => Base + repository;

    public override IRelay Relay(WireLog wire, IPacketFault? fault = null) => new SshRelay(SshKeys.SuiteThrough, Command, Url, wire, fault);
}
