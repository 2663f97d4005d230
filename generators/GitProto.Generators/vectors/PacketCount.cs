using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>Counts the packets that were taken. The last words of a side are taken too, but they are the packet at fault.</summary>
internal sealed class PacketCount : IPacketObserver
{
    public int Taken { get; private set; }

    /// <summary>The number of the packet that comes next, or that ended it all.</summary>
    public int Next => lastWords ? Taken : Taken + 1;

    private bool lastWords;

    public void OnPacket(in ObservedPacket packet)
    {
        if (packet.Nesting > 0)
            return;
        Taken++;
        lastWords = packet.Band == (byte)Band.Fatal;
    }
}
