using GitProto.Spec.Examples;

namespace GitProto.Spec;

/// <summary>One packet of an example.</summary>
public sealed class ExamplePacket
{
    internal ExamplePacket(Role from, string text, int line, PacketSpec? special, SourceSpan span) =>
        (From, Text, Line, Special, Span) = (from, text, line, special, span);

    /// <summary>Who sends it.</summary>
    public Role From { get; }

    /// <summary>What stands behind the sender: four digits of a special packet, or the text of a packet with its escapes.</summary>
    public string Text { get; }

    /// <summary>Its number in the example, from 1.</summary>
    public int Line { get; }

    /// <summary>The special packet that it is; absent for any other.</summary>
    public PacketSpec? Special { get; }

    /// <summary>Where <see cref="Text"/> stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>What the line puts on the wire.</summary>
    public ExamplePacketKind Kind =>
        Special is not null ? ExamplePacketKind.Special : Text == ExampleText.Pack ? ExamplePacketKind.Raw : ExamplePacketKind.Data;

    /// <summary>The bytes inside the packet (or, for a raw pack, on the wire): escapes read, <c>@a1</c> filled to the width, <c>PACK...</c> an empty pack.</summary>
    /// <param name="hexWidth">How many hex digits an object id has: 40 or 64.</param>
    /// <returns>The bytes; none for a special packet.</returns>
    public byte[] Payload(int hexWidth) => Special is null ? ExampleText.Bytes(Text, hexWidth) : [];
}
