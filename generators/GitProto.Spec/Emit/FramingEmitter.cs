using System.Globalization;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The packets that are only a length, the bands, the limits.</summary>
internal static class FramingEmitter
{
    public static string Emit(FramingSpec framing, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "framing");
        code.Summary("What a packet is.").Open("public enum PacketKind");
        code.Summary("A packet with a payload.").Line("Data,").Blank();
        foreach (var packet in framing.Packets)
            code.Summary($"{packet.Digits}: {packet.Doc}").Line($"{Naming.Pascal(packet.Name)},").Blank();
        code.Summary("The end of the input.").Line("End,").Blank();
        code.Summary("Four bytes that are no length.").Line("Invalid,");
        code.Close().Blank();
        code.Summary("The first byte of a banded packet.").Open("public enum Band : byte");
        foreach (var band in framing.Bands)
            code.Summary(band.Doc).Line($"{Naming.Pascal(band.Name)} = {band.Number},").Blank();
        code.Close().Blank();
        code.Summary(framing.Doc).Line($"/// <remarks>Source: {Xml.Escape(framing.Source)}.</remarks>");
        code.Open("public static class Framing");
        var most = framing.Limits.First(limit => limit.Name == "packet");
        code.Summary("The id of the framing in the spec.").Line($"public const string Id = {Literals.Text(framing.Id)};").Blank();
        code.Summary("The longest packet that is written, its four digits included.").Line($"public const int MaxPacketWrite = {most.Write};").Blank();
        code.Summary("The longest packet that is read, its four digits included.").Line($"public const int MaxPacketRead = {most.Read};").Blank();
        code.Summary("What a length says.").Open("public static PacketKind KindOf(int length) => length switch");
        foreach (var packet in framing.Packets)
            code.Line($"{Number(packet)} => PacketKind.{Naming.Pascal(packet.Name)},");
        code.Line(">= 4 and <= MaxPacketRead => PacketKind.Data,").Line("_ => PacketKind.Invalid,").Close(";").Blank();
        code.Summary("The length that says so.").Open("public static int LengthOf(PacketKind kind) => kind switch");
        foreach (var packet in framing.Packets)
            code.Line($"PacketKind.{Naming.Pascal(packet.Name)} => {Number(packet)},");
        code.Line("_ => throw new ArgumentOutOfRangeException(nameof(kind)),").Close(";").Blank();
        code.Summary("The name of a kind, as in the spec.").Open("public static string NameOf(PacketKind kind) => kind switch");
        foreach (var packet in framing.Packets)
            code.Line($"PacketKind.{Naming.Pascal(packet.Name)} => {Literals.Text(packet.Name)},");
        code.Line("PacketKind.Data => \"data\",").Line("PacketKind.End => \"end of input\",").Line("_ => \"malformed\",").Close(";").Blank();
        code.Summary("The longest banded packet that is written under what was agreed.");
        code.Open("public static int BandPacketSize(WireContext context)");
        code.Line("ArgumentNullException.ThrowIfNull(context);");
        foreach (var limit in framing.Limits.Where(limit => limit.Name != "packet").OrderByDescending(limit => limit.Write))
            code.Line($"if (context.Agreed((int)CapabilityId.{Naming.Pascal(limit.Name)}))").Indented($"return {limit.Write};");
        code.Line("return MaxPacketWrite;").Close();
        code.Close();
        return code.ToString();
    }

    private static int Number(PacketSpec packet) => int.Parse(packet.Digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
