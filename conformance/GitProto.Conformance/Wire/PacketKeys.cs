using GitProto.Protocol;

namespace GitProto.Conformance.Wire;

/// <summary>Which kinds of packets each side sends, in the order in which they first come.</summary>
internal sealed class PacketKeys : IPacketObserver
{
    private readonly Lock gate = new();
    private readonly List<(Role Sender, PacketKey Key)> found = [];
    private readonly Dictionary<(Role Sender, PacketKey Key), byte[]> first = [];

    public IReadOnlyList<PacketKey> Of(Role sender)
    {
        lock (gate)
            return [.. found.Where(one => one.Sender == sender).Select(one => one.Key)];
    }

    /// <summary>What the first packet of a kind holds.</summary>
    public byte[] First(Role sender, PacketKey key)
    {
        lock (gate)
            return first[(sender, key)];
    }

    public void OnPacket(in ObservedPacket packet)
    {
        if (packet.Nesting > 0)
            return;
        var key = (packet.Sender, PacketKey.Of(packet));
        lock (gate)
        {
            if (found.Contains(key))
                return;
            found.Add(key);
            first[key] = packet.Payload.ToArray();
        }
    }
}
