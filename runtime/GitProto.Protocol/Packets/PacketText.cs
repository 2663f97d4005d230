using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace GitProto.Protocol;

/// <summary>Packets as text, one a line, as the examples of the spec show them.</summary>
public static class PacketText
{
    /// <summary>The packets that a message is written as.</summary>
    public static string Of(IWireMessage message)
    {
        var text = new StringBuilder();
        var context = new WireContext { ChecksGates = false, Observer = new Lister(text) };
        message.Write(new PacketWriter(PipeWriter.Create(Stream.Null), context, Role.Client));
        return text.ToString();
    }

    /// <summary>One packet.</summary>
    public static string Of(in ObservedPacket packet)
    {
        if (packet.Kind != PacketKind.Data)
            return packet.Kind is PacketKind.End or PacketKind.Invalid ? Framing.NameOf(packet.Kind) : Framing.LengthOf(packet.Kind).ToString("x4", CultureInfo.InvariantCulture);
        var line = packet.Payload.Span is [.. var chomped, (byte)'\n'] ? chomped : packet.Payload.Span;
        return (packet.Band == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\\{packet.Band}")) + Escape.ForDisplay(line);
    }

    private sealed class Lister(StringBuilder text) : IPacketObserver
    {
        public void OnPacket(in ObservedPacket packet) => text.Append(text.Length == 0 ? "" : "\n").Append(Of(packet));
    }
}
