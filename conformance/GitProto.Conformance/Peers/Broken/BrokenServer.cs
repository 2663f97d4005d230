using GitProto.Conformance.Repositories;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers.Broken;

/// <summary>The server of this library with one fault that it always has. The suite has to find it. It keeps apart what it sends in one case at a time.</summary>
/// <param name="name">What it is called.</param>
/// <param name="fault">The fault, by what the server has written.</param>
public sealed class BrokenServer(string name, Func<SentPackets, IPacketFault> fault) : IServerPeer
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        var sent = new SentPackets(Role.Server);
        repositories.CopyServed(directory);
        var sound = await SelfServer.StartAsync(TransportKind.Git, directory, sent, null, cancellationToken);
        var relay = new TcpRelay(((DaemonAddress)sound.Address).EndPoint, new WireLog(), fault(sent));
        return new RunningServer(new DaemonAddress(relay.EndPoint), directory, async () =>
        {
            await relay.DisposeAsync();
            await sound.DisposeAsync();
        });
    }
}
