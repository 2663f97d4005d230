using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Peers.Broken;

/// <summary>Takes packets for others than they are, so that whoever reads them behind it does not refuse what it has to.</summary>
/// <param name="sender">Whose packets.</param>
/// <param name="read">What a packet is taken for.</param>
public sealed class LenientReading(Role sender, Func<byte[], byte[]> read) : IPacketFault
{
    /// <inheritdoc/>
    public Role Sender => sender;

    /// <inheritdoc/>
    public FaultAction Decide(byte[] packet) => new(read(packet));
}
