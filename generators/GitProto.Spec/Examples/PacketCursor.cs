using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Examples;

/// <summary>Goes over the packets of one side; takes bands off where packets carry them.</summary>
internal sealed class PacketCursor(IReadOnlyList<WirePacket> packets, int start = 0)
{
    public int At { get; private set; } = start;

    /// <summary>Whether every packet begins with the number of a band.</summary>
    public bool IsBanded { get; set; }

    /// <summary>The line to blame at the end, and how.</summary>
    public int? EndsAt { get; init; }

    public string EndsWith { get; init; } = Failures.Cut;

    public int Line => At < packets.Count ? packets[At].Line : EndsAt ?? (packets.Count == 0 ? 1 : packets[packets.Count - 1].Line + 1);

    public WirePacket? Peek()
    {
        if (!IsBanded)
            return At < packets.Count ? packets[At] : null;
        while (At < packets.Count)
        {
            var packet = packets[At];
            if (!packet.IsData)
                return packet;
            if (Band(packet) == 1 && packet.Bytes.Length > 1)
                return packet with { Bytes = [.. packet.Bytes.Skip(1)] };
            At++;
        }
        return null;
    }

    public void Next()
    {
        Peek();
        At++;
    }

    /// <summary>The content of band 1 up to the next special packet, packet by packet; four digits alone stand for a special packet inside.</summary>
    public List<WirePacket> BandRun()
    {
        var run = new List<WirePacket>();
        for (; At < packets.Count && packets[At].IsData; At++)
        {
            var packet = packets[At];
            if (Band(packet) == 1 && packet.Bytes.Length > 1)
                run.Add(packet with { Bytes = [.. packet.Bytes.Skip(1)] });
        }
        return [.. run.Select(Inner)];
    }

    public static bool IsPack(IReadOnlyList<WirePacket> run) =>
        run.SelectMany(packet => packet.Bytes).Take(4).SequenceEqual(Encoding.ASCII.GetBytes("PACK"));

    public DecodeFailure Fail(string kind, string expected) => new(Line, kind, expected);

    private int Band(WirePacket packet)
    {
        var band = packet.Bytes.Length == 0 ? 0 : packet.Bytes[0];
        if (band is 0 or > 3)
            throw Fail(Failures.BadBand, "a packet that begins with the number of a band, 1 to 3");
        return band == 3 ? throw Fail(Failures.Refused, "the message to go on") : band;
    }

    private static WirePacket Inner(WirePacket packet) =>
        packet.Bytes.Length == 4 && Load.DefaultFraming.WithDigits(Encoding.ASCII.GetString(packet.Bytes)) is { } special
            ? packet with { Special = special, Bytes = [] }
            : packet;
}
