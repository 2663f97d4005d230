using System.Net;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Transports;

namespace GitProto.Conformance.Peers.Broken;

/// <summary>The client of this library with one fault that it always has. The suite has to find it.</summary>
/// <param name="name">What it is called.</param>
/// <param name="fault">The fault, by what the client has written.</param>
public sealed class BrokenClient(string name, Func<SentPackets, IPacketFault> fault) : IClientPeer
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        var url = GitUrl.Parse(task.Url);
        var sent = new SentPackets(Role.Client);
        await using var relay = new TcpRelay(new IPEndPoint(IPAddress.Parse(url.Host), url.EffectivePort), new WireLog(), fault(sent));
        return await new SelfClient(sent).RunAsync(task with { Url = relay.Url(url.Path.ToString().TrimStart('/')) }, cancellationToken);
    }
}
