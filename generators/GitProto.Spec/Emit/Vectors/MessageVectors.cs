using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The fixture of a message: how it is read and written, then its examples.</summary>
internal static class MessageVectors
{
    public static string Emit(MessageSpec message, SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "messages/" + message.Id);
        VectorsEmitter.Open(code, message, "messages/");
        var anyOrder = message.Parts.Any(part => part.InAnyOrder) || message.Body.Any(item => item.InAnyOrder);
        var optional = message.Body.Concat(message.Parts.SelectMany(part => part.Resolved.Items))
            .Where(item => item is { Quantifier: Quantifier.Maybe, IsChoice: false, Target.Packet: not null }).Select(item => item.Target.Packet!.Digits).Distinct();
        code.Line($"internal static readonly GitProto.Vectors.VectorMessage Message = new(ReadAsync, WriteAsync, {Bool(anyOrder)}, {Bool(HoldsPackets(message))}, [{string.Join(", ", optional.Select(Literals.Text))}]);").Blank();
        if (StreamInfo.Of(message) is { } stream)
            StreamVectors.Emit(code, message, stream);
        else
            Whole(code, message);
        foreach (var example in message.Examples)
            Example(code, message, example, model);
        code.Close();
        return code.ToString();
    }

    private static string Bool(bool value) => value ? "true" : "false";

    private static void Whole(CodeWriter code, MessageSpec message)
    {
        var name = Names.Message(message);
        code.Line($"private static async Task<object> ReadAsync(PacketReader input) => await {name}.ReadAsync(input, default);").Blank();
        code.Open("private static Task WriteAsync(PacketWriter output, object value)");
        code.Line($"(({name})value).Write(output);").Line("return Task.CompletedTask;").Close();
    }

    private static void Example(CodeWriter code, MessageSpec message, ExampleSpec example, SpecModel model)
    {
        VectorsEmitter.Case(code, example);
        var place = Given.PlaceOf(message, model);
        code.Indented($"new GitProto.Vectors.Vector(ProtocolSpec.Instance, format, {(place is null ? "0" : $"(int)CapabilityPlace.{Naming.Pascal(place)}")})");
        Given.Emit(code, example, place, model);
        VectorPackets.Emit(code, example, packet => Nests(message, packet));
        if (example.Fails is { } fails)
            code.Indented($"    .FailsAsync(Message, {fails.Line}, {Literals.Text(fails.Kind)});");
        else
            code.Indented($"    .DecodesAsync(Message, {(example.Value is { } value ? JsonText.Literal(value) : "null")});");
    }

    /// <summary>True where an example shows a packet inside a band.</summary>
    private static bool Nests(MessageSpec message, ExamplePacket packet) => packet.Text.StartsWith("\\1", System.StringComparison.Ordinal) && HoldsPackets(message);

    /// <summary>True for a message that carries another in bands.</summary>
    public static bool HoldsPackets(MessageSpec message) => message.Body.Any(item => item.Banded && item.Target.Message is not null);
}
