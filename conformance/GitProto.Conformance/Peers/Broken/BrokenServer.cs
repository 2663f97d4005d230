using System.Net;
using GitProto.Conformance.Repositories;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Peers.Broken;

/// <summary>The server of this library with one fault that it always has. The suite has to find it.</summary>
/// <param name="name">What it is called.</param>
/// <param name="change">The fault.</param>
public sealed class BrokenServer(string name, Func<PacketKey, byte[], FaultAction> change) : IServerPeer
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        var sent = new SentPackets(Role.Server);
        repositories.CopyServed(directory);
        var sound = SelfServer.Start(directory, sent);
        return Task.FromResult<RunningServer>(new Running(sound, new TcpRelay(sound.EndPoint, new WireLog(), new PacketChange(sent, change))));
    }

    private sealed class Running(RunningDaemon sound, TcpRelay relay) : RunningDaemon
    {
        public override EndPoint EndPoint => relay.EndPoint;

        public override string? Root => sound.Root;

        public override async ValueTask DisposeAsync()
        {
            await relay.DisposeAsync();
            await sound.DisposeAsync();
        }
    }
}
