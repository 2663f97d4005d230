using GitProto.Conformance.Peers.Ssh;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers.Stdio;

/// <summary>Where programs are that serve over their standard input and output: clients reach them as by ssh, but what they run in place of ssh runs here.</summary>
/// <param name="Root">The repositories.</param>
/// <param name="Command">What is run in place of ssh.</param>
internal sealed record StdioAddress(string Root, string Command) : ServerAddress
{
    private const string Host = "here";

    public override TransportKind Transport => TransportKind.Stdio;

    public override string SshCommand => Command;

    public override string Url(string repository) => SshTransport.Url(Host, $"{Root.TrimStart('/')}/{repository}");

    public override IRelay Relay(WireLog wire, IPacketFault? fault = null) => new SshRelay(SshKeys.SuiteThrough, Command, Url, wire, fault);
}
