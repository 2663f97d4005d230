using GitProto.Protocol;

namespace GitProto.Conformance.Wire;

/// <summary>
/// What our own side has written, in order, each with what it was meant as: so the relay knows what it passes on. Packets that were written and never arrive, because
/// their connection ended, are skipped.
/// </summary>
public sealed class SentPackets(Role self) : IPacketObserver
{
    private readonly Lock gate = new();
    private Queue<(PacketKey Key, byte[] Payload)> sent = new();

    /// <summary>The side that writes.</summary>
    public Role Self => self;

    /// <summary>The same once more, from which others can be taken.</summary>
    internal SentPackets Copy()
    {
        lock (gate)
            return new SentPackets(self) { sent = new(sent) };
    }

    /// <inheritdoc/>
    public void OnPacket(in ObservedPacket packet)
    {
        if (packet.Sender != self || packet.Nesting > 0)
            return;
        lock (gate)
            sent.Enqueue((PacketKey.Of(packet), packet.Payload.ToArray()));
    }

    /// <summary>What a packet was meant as; null for bytes that are no packet, as of a pack without bands.</summary>
    /// <param name="packet">The packet with its digits.</param>
    public PacketKey? Take(ReadOnlySpan<byte> packet)
    {
        lock (gate)
        {
            if (!Holds(packet))
                return null;
            while (true)
            {
                var (key, payload) = sent.Dequeue();
                if (Ends(payload, packet))
                    return key;
            }
        }
    }

    private bool Holds(ReadOnlySpan<byte> packet)
    {
        foreach (var (_, payload) in sent)
        {
            if (Ends(payload, packet))
                return true;
        }
        return false;
    }

    private static bool Ends(byte[] payload, ReadOnlySpan<byte> packet) => packet.EndsWith(payload) && packet.Length - payload.Length is 4 or 5;
}
