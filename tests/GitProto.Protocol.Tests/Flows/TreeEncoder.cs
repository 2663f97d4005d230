using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>Writes the tree of a monitor back into bytes: each line from the fields that were read, not from its bytes.</summary>
internal static class TreeEncoder
{
    public static byte[] Encode(IEnumerable<TreePacket> tree, WireContext session)
    {
        var bytes = new List<byte>();
        var context = new WireContext { Format = session.FormatOrDefault, ChecksGates = false };
        foreach (var packet in tree.Where(packet => packet.Nesting == 0))
            bytes.AddRange(One(packet, context));
        return [.. bytes];
    }

    private static byte[] One(TreePacket packet, WireContext context)
    {
        if (packet.Kind != PacketKind.Data)
            return Encoding.ASCII.GetBytes(Framing.LengthOf(packet.Kind).ToString("x4", CultureInfo.InvariantCulture));
        var payload = packet.Element == 0 ? packet.Payload : Line(packet, context);
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
