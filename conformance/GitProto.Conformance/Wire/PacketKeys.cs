using GitProto.Protocol;

namespace GitProto.Conformance.Wire;

/// <summary>Which kinds of packets each side sends, in the order in which they first come.</summary>
internal sealed class PacketKeys : IPacketObserver
{
    private readonly Lock gate = new();
    private readonly List<(Role Sender, PacketKey Key)> found = [];

    public IReadOnlyList<PacketKey> Of(Role sender)
    {
        lock (gate)
            return [.. found.Where(one => one.Sender == sender).Select(one => one.Key)];
    }

    public void OnPacket(in ObservedPacket packet)
    {
        if (packet.Nesting > 0)
            return;
        var key = (packet.Sender, PacketKey.Of(packet));
        lock (gate)
        {
            if (!found.Contains(key))
                found.Add(key);
        }
    }
}
