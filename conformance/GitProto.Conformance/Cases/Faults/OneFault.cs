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

    /// <summary>That the packet could not be made; null if it could. The connection ends then, which is not to be taken for an answer.</summary>
    public Verdict? Unmade { get; private set; }

    public FaultAction Decide(byte[] packet)
    {
        var key = sent.Take(packet);
        if (Happened && fault.Replaces && (key is null || key == target))
            return new FaultAction([]);
        if (key != target || Happened || Make(packet) is not { } action)
            return FaultAction.Pass(packet);
        Happened = true;
        return action;
    }

    private FaultAction? Make(byte[] packet)
    {
        try
        {
            return fault.Apply(packet);
        }
        catch (Exception e)
        {
            Unmade = new Verdict(Outcome.Error, $"what is to be sent cannot be made: {e.GetType().Name}: {Escape.ForDisplay(e.Message)}");
            throw;
        }
    }
}
