using GitProto.Protocol;

namespace GitProto.Proxying;

/// <summary>Changes what one side sends, packet by packet, on its way.</summary>
public interface IPacketFault
{
    /// <summary>The side whose packets are changed.</summary>
    Role Sender { get; }

    /// <summary>Decides about one packet.</summary>
    /// <param name="packet">The packet with its four digits; bytes that are none, as of a pack without bands, come as they are read.</param>
    FaultAction Decide(byte[] packet);
}
