using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The one object through which the runtime asks what the spec says.</summary>
internal static class SpecEmitter
{
    public static string Emit(SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "*");
        code.Summary("What the spec says, for readers and writers that do not know it.");
        code.Open("public sealed class ProtocolSpec : WireSpec");
        code.Line("private ProtocolSpec() { }").Blank();
        code.Summary("The only one.").Line("public static ProtocolSpec Instance { get; } = new();").Blank();
        Override(code, "string ElementName(int element)", "Elements.Name(element)");
        Override(code, "bool IsOpen(WireContext context, int element)", "Elements.IsOpen(context, element)");
        Override(code, "(string Capability, bool Omit) Needs(int element)", "Elements.Needs(element)");
        Override(code, "bool Rewrite(int element, ReadOnlySpan<byte> line, bool newline, PacketWriter writer, ref ReadError error)", "Elements.Rewrite(element, line, newline, writer, ref error)");
        Override(code, "bool TryReadError(ReadOnlySpan<byte> line, WireContext context, out ByteString text)", "ErrorNames.TryReadError(line, context, out text)");
        Override(code, "string? ErrorName(ReadOnlySpan<byte> packet)", "ErrorNames.Find(packet)");
        Override(code, "int CapabilityCount", (model.Capabilities.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Override(code, "int Identify(int place, bool asked, ReadOnlySpan<byte> word)", "(int)CapabilityWords.Identify((CapabilityPlace)place, asked, word)");
        Override(code, "bool CanAsk(int place, int capability)", "CapabilityWords.CanAsk((CapabilityPlace)place, (CapabilityId)capability)");
        Override(code, "int FeaturesOf(int capability)", "(int)CapabilityWords.FeaturesOf((CapabilityId)capability)");
        Override(code, "IReadOnlyList<IFlow> Flows", $"[{string.Join(", ", model.Flows.Select(flow => Names.Flow(flow) + "Flow.Table"))}]");
        code.Close();
        return code.ToString();
    }

    private static void Override(CodeWriter code, string signature, string body) =>
        code.Line("/// <inheritdoc/>").Line($"public override {signature} => {body};").Blank();
}
