using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers.Ssh;

/// <summary>Where an sshd of this machine listens.</summary>
/// <param name="User">Who logs in.</param>
/// <param name="Port">Its port.</param>
/// <param name="Prefix">What stands in front of the name of a repository in its URL, without a slash at the beginning.</param>
/// <param name="Keys">The keys of both sides.</param>
internal sealed record SshAddress(string User, int Port, string Prefix, SshKeys Keys) : ServerAddress
{
    public override TransportKind Transport => TransportKind.Ssh;

    public override string SshCommand => Keys.Client;

    public override string Url(string repository) => SshTransport.Url("127.0.0.1", Prefix + repository, User, Port);

    public override IRelay Relay(WireLog wire, IPacketFault? fault = null) => new SshRelay(Keys.Through, Keys.Client, Url, wire, fault);
}
