using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The fixture of a flow: its conversations, watched by the generated table.</summary>
internal static class FlowVectors
{
    public static string Emit(FlowSpec flow, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "flows/" + flow.Id);
        VectorsEmitter.Open(code, flow, "flows/");
        foreach (var example in flow.Examples)
            Example(code, flow, example);
        code.Close();
        return code.ToString();
    }

    private static void Example(CodeWriter code, FlowSpec flow, ExampleSpec example)
    {
        VectorsEmitter.Case(code, example);
        code.Indented("new GitProto.Vectors.Vector(ProtocolSpec.Instance, format, 0)");
        Given.Stateless(code, example);
        var nests = flow.Messages.Any(MessageVectors.HoldsPackets);
        VectorPackets.Emit(code, example, packet => nests && packet.Text.StartsWith("\\1", System.StringComparison.Ordinal));
        code.Indented($"    .FlowsAsync({Names.Flow(flow)}Flow.Table{(example.Fails is { } fails ? $", {fails.Line}, {Literals.Text(fails.Kind)}" : "")});");
    }
}
