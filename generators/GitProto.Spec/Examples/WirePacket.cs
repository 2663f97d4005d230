using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>One packet as a decoder sees it.</summary>
internal sealed record WirePacket(int Line, Role From, PacketSpec? Special, byte[] Bytes, bool IsRaw)
{
    public static WirePacket Of(ExamplePacket packet, int hexWidth) =>
        new(packet.Line, packet.From, packet.Special, packet.Payload(hexWidth), packet.Kind == ExamplePacketKind.Raw);

    public bool IsData => Special is null && !IsRaw;

    /// <summary>The bytes of the line: one LF at the end is none of its content.</summary>
    public byte[] Text => Bytes.Length > 0 && Bytes[Bytes.Length - 1] == '\n' ? [.. Bytes.Take(Bytes.Length - 1)] : Bytes;
}
