using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Wire;

/// <summary>Changes every packet of one side by a rule.</summary>
/// <param name="sent">What that side has written.</param>
/// <param name="change">The rule: what becomes of a packet that was meant as something.</param>
public sealed class PacketChange(SentPackets sent, Func<PacketKey, byte[], FaultAction> change) : IPacketFault
{
    /// <inheritdoc/>
    public Role Sender => sent.Self;

    /// <inheritdoc/>
    public FaultAction Decide(byte[] packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return sent.Take(packet) is { } key ? change(key, packet) : FaultAction.Pass(packet);
    }
}
