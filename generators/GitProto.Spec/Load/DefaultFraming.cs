namespace GitProto.Spec.Load;

/// <summary>The special packets that items and arrows know where no file defines the framing.</summary>
internal static class DefaultFraming
{
    private static readonly SourceSpan Nowhere = new("", 1, 1, 1, 1);

    private static readonly PacketSpec[] Packets =
    [
        new("0000", "flush", "Ends a message.", Nowhere),
        new("0001", "delim", "Parts the sections of a message.", Nowhere),
        new("0002", "response-end", "Ends an answer.", Nowhere),
    ];

    public static PacketSpec? Packet(string name) => System.Array.Find(Packets, packet => packet.Name == name);

    public static PacketSpec? WithDigits(string digits) => System.Array.Find(Packets, packet => packet.Digits == digits);
}
