using System.IO.Pipelines;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Tracing;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>
/// What both sides of this library said where nothing was wrong. What the flows make of it once a packet is sent wrong does not hang on when a peer leaves, as it does in a
/// conversation with one.
/// </summary>
internal sealed class Rehearsal
{
    /// <summary>What passed.</summary>
    public WireLog Wire { get; } = new();

    /// <summary>Which kinds of packets each side sent.</summary>
    public PacketKeys Keys { get; } = new();

    /// <summary>What each side meant by its packets.</summary>
    public IReadOnlyDictionary<Role, SentPackets> Sent { get; } = new[] { Role.Client, Role.Server }.ToDictionary(side => side, side => new SentPackets(side));

    /// <summary>What a side is to tell of its packets.</summary>
    public IPacketObserver Observer(Role side) => new Both(Keys, Sent[side]);

    /// <summary>True if the flows do not allow what a side says with a fault.</summary>
    public async Task<bool> IsIllegalAsync(Fault fault, PacketKey target, Role sender, CancellationToken cancellationToken)
    {
        var wrong = new OneFault(fault, target, Sent[sender].Copy());
        foreach (var connection in Wire.Connections.Cast<ConnectionRecording>())
        {
            var changed = await ChangeAsync(wrong, connection.Sent(sender), cancellationToken);
            var report = await connection.CheckChangedAsync(sender, changed, cancellationToken);
            if (report.End != ConversationEnd.Complete)
                return report.By == sender;
        }
        return false;
    }

    private static async Task<byte[]> ChangeAsync(OneFault wrong, byte[] bytes, CancellationToken cancellationToken)
    {
        using var changed = new MemoryStream();
        var packets = new PacketCutter(PipeReader.Create(new(bytes)));
        for (var packet = await packets.NextAsync(cancellationToken); packet.Length > 0; packet = await packets.NextAsync(cancellationToken))
        {
            var action = wrong.Decide(packet);
            changed.Write(action.Bytes);
            if (action.Ends)
                break;
        }
        return changed.ToArray();
    }

    private sealed class Both(PacketKeys keys, SentPackets sent) : IPacketObserver
    {
        public void OnPacket(in ObservedPacket packet)
        {
            keys.OnPacket(packet);
            sent.OnPacket(packet);
        }
    }
}
