using GitProto.Protocol;

namespace GitProto.Conformance.Wire;

/// <summary>Which kinds of packets a side sends, in the order in which they first come.</summary>
internal sealed class PacketKeys(Role sender) : IPacketObserver
{
    private readonly Lock gate = new();
    private readonly List<PacketKey> found = [];

    public IReadOnlyList<PacketKey> Found
    {
        get
        {
            lock (gate)
                return [.. found];
        }
    }

    public void OnPacket(in ObservedPacket packet)
    {
        if (packet.Sender != sender || packet.Nesting > 0)
            return;
        var key = PacketKey.Of(packet);
        lock (gate)
        {
            if (!found.Contains(key))
                found.Add(key);
        }
    }
}
