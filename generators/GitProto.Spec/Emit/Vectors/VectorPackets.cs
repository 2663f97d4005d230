using System;
using System.Text;
using GitProto.Spec.Text;

namespace GitProto.Spec.Emit;

/// <summary>The packets of an example, as calls. Ids stay in the notation of the spec; the case fills them to its width.</summary>
internal static class VectorPackets
{
    public static void Emit(CodeWriter code, ExampleSpec example, Func<ExamplePacket, bool> nests)
    {
        foreach (var packet in example.Packets)
            code.Indented("    " + Call(packet, nests(packet)));
    }

    /// <summary>The bytes of a packet as a literal.</summary>
    public static string Text(ExamplePacket packet) => Text(packet.Text);

    private static string Call(ExamplePacket packet, bool nested)
    {
        var role = "Role." + packet.From;
        if (packet.Special is { } special)
            return $".Special({role}, {Literals.Text(special.Digits)})";
        if (packet.Kind == ExamplePacketKind.Raw)
            return $".Raw({role}, {Literals.Text(packet.Text)})";
        if (!nested)
            return $".Data({role}, {Text(packet.Text)})";
        var inner = packet.Text.Substring(2);
        return inner is "0000" or "0001" or "0002" ? $".NestedSpecial({role}, {Literals.Text(inner)})" : $".Nested({role}, {Text(inner)})";
    }

    private static string Text(string notation)
    {
        var text = new StringBuilder();
        for (var at = 0; at < notation.Length;)
        {
            if (notation[at] == '\\' && Escapes.Read(notation, at, notation.Length, out var value) is var width and > 0)
            {
                // An escaped at sign is none of an id.
                text.Append(value == (byte)'@' ? "@@" : ((char)value).ToString());
                at += width;
            }
            else
            {
                text.Append(notation[at++]);
            }
        }
        return Literals.Text(text.ToString());
    }
}
