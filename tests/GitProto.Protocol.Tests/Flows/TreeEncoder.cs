using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>Writes the tree of a monitor back into bytes: each line from the fields that were read, not from its bytes.</summary>
internal static class TreeEncoder
{
    /// <param name="tree">The packets of one side.</param>
    /// <param name="session">What was agreed.</param>
    /// <param name="nesting">0 for the packets of the connection, 1 for those inside a band.</param>
    public static byte[] Encode(IEnumerable<TreePacket> tree, WireContext session, int nesting = 0)
    {
        var bytes = new List<byte>();
        var context = new WireContext { Format = session.FormatOrDefault, ChecksGates = false };
        foreach (var packet in tree.Where(packet => packet.Nesting == nesting))
            bytes.AddRange(One(packet, context));
        return [.. bytes];
    }

    /// <summary>The packet as it came.</summary>
    public static byte[] Wire(TreePacket packet) => packet.Kind == PacketKind.Data ? Framed(packet, packet.Payload) : Special(packet);

    private static byte[] One(TreePacket packet, WireContext context)
    {
        if (packet.Kind != PacketKind.Data)
            return Special(packet);
        // Only what a band carries is no line: a pack, an archive, text for a person.
        (packet.Element != 0 || packet.Band != 0).ShouldBeTrue($"{packet} was taken for an element");
        return Framed(packet, packet.Element == 0 ? packet.Payload : Line(packet, context));
    }

    private static byte[] Special(TreePacket packet) => Encoding.ASCII.GetBytes(Framing.LengthOf(packet.Kind).ToString("x4", CultureInfo.InvariantCulture));

    private static byte[] Framed(TreePacket packet, byte[] payload)
    {
        byte[] band = packet.Band == 0 ? [] : [packet.Band];
        return [.. Encoding.ASCII.GetBytes((4 + band.Length + payload.Length).ToString("x4", CultureInfo.InvariantCulture)), .. band, .. payload];
    }

    private static byte[] Line(TreePacket packet, WireContext context)
    {
        var newline = packet.Payload is [.., (byte)'\n'];
        using var output = new MemoryStream();
        var pipe = PipeWriter.Create(output);
        var writer = new PacketWriter(pipe, context, packet.Sender);
        ReadError error = default;
        Elements.Rewrite(packet.Element, newline ? packet.Payload.AsSpan()[..^1] : packet.Payload, newline, writer, ref error).ShouldBeTrue($"{packet} can be written again");
        pipe.FlushAsync().AsTask().GetAwaiter().GetResult();
        return output.ToArray()[4..];
    }
}
