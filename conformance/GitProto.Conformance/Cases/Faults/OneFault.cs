using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>Sends the first packet of a kind wrong, and all others as they are.</summary>
internal sealed class OneFault(Fault fault, PacketKey target, SentPackets sent) : IPacketFault
{
    public Role Sender => sent.Self;

    /// <summary>True once a packet was sent wrong.</summary>
    public bool Happened { get; private set; }

    public FaultAction Decide(byte[] packet)
    {
        var key = sent.Take(packet);
        if (Happened && fault.Replaces && (key is null || key == target))
            return new FaultAction([]);
        if (key != target || Happened || fault.Apply(packet) is not { } action)
            return FaultAction.Pass(packet);
        Happened = true;
        return action;
    }
}
