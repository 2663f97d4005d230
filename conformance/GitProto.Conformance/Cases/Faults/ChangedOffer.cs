using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>A fault of the server where its offer is changed besides.</summary>
internal sealed class ChangedOffer(OneFault fault, OfferChange offer) : IPacketFault
{
    public Role Sender => fault.Sender == Role.Server ? Role.Server : throw new InvalidOperationException("What a client sends cannot be changed where the offer of the server is.");

    public FaultAction Decide(byte[] packet)
    {
        var action = fault.Decide(packet);
        return action.Bytes.AsSpan().SequenceEqual(packet) ? offer.Decide(packet) : action;
    }
}
