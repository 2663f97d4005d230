using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The writer of a message that streams.</summary>
internal static class StreamWriterEmitter
{
    public static void Emit(CodeWriter code, MessageSpec message, StreamInfo stream)
    {
        var head = Names.Message(message);
        var name = Names.Writer(message);
        var tail = Shape.Of(stream.After);
        code.Summary($"Writes {message.Id}: its head at once, then what streams. EndAsync completes it.");
        code.Open($"public sealed class {name} : IStreamingMessage");
        code.Line("private readonly PacketWriter writer;");
        if (message.CarriesCapabilities())
            code.Line("private Capabilities? capabilities;");
        Constructor(code.Blank(), message, head, name);
        code.Line("/// <inheritdoc/>").Line("public bool IsComplete { get; private set; }").Blank();
        code.Line("ValueTask IStreamingMessage.DrainAsync(CancellationToken cancellationToken) => throw new InvalidOperationException(\"What is written cannot be drained.\");").Blank();
        if (stream.IsLines)
            Lines(code, message, stream);
        else if (stream.Stream.Banded)
            code.Summary("Writes in the bands: data, progress, a last word.").Line("public BandWriter Bands => field ??= new BandWriter(writer);").Blank();
        else
            code.Summary("Takes the raw bytes.").Line("public PipeWriter Raw => writer.Output;").Blank();
        End(code, message, stream, tail, head);
        code.Close();
    }

    private static void Constructor(CodeWriter code, MessageSpec message, string head, string name)
    {
        code.Summary("Writes the head.");
        code.Open($"public {name}(PacketWriter writer, {head} head)");
        code.Line("this.writer = writer;");
        MessageEmitter.Opening(code, message, "writer");
        if (message.CarriesCapabilities())
        {
            code.Line($"writer.Context.{(message.From == Role.Server ? "Offered" : "Asked")} = head.Capabilities;");
            code.Line("capabilities = head.Capabilities;");
        }
        code.Line($"writer.Stage(() => head.WriteTo(writer{(message.CarriesCapabilities() ? ", ref capabilities" : "")}));");
        code.Close().Blank();
    }

    private static void Lines(CodeWriter code, MessageSpec message, StreamInfo stream)
    {
        var target = stream.Stream.Target;
        var type = target.Part is { } part ? Names.Part(part) : LineTypes.Of(target.Line!);
        var capabilities = message.CarriesCapabilities() ? ", ref capabilities" : "";
        code.Summary($"Writes one {target.Name}.");
        code.Open($"public ValueTask WriteAsync({type} item, CancellationToken cancellationToken)");
        if (target.Part is not null)
        {
            code.Line("ArgumentNullException.ThrowIfNull(item);");
            code.Line($"item.WriteTo(writer{capabilities});");
        }
        else
        {
            var fields = PatternFields.Of(target.Line!.Pattern);
            code.Line(new WriteEmitter(code, message, false).Call(target.Line, fields.Count == 1 ? ["item"] : fields.Select(field => "item." + field.Name)));
        }
        code.Line("return writer.FlushIfManyAsync(cancellationToken);");
        code.Close().Blank();
    }

    private static void End(CodeWriter code, MessageSpec message, StreamInfo stream, Shape tail, string head)
    {
        var parameter = tail.Members.Count > 0 ? $"{head}Tail tail, " : "";
        code.Summary("Writes what stands behind the stream, and sends all.");
        code.Open($"public async ValueTask EndAsync({parameter}CancellationToken cancellationToken)");
        if (tail.Members.Count > 0)
            code.Line("ArgumentNullException.ThrowIfNull(tail);");
        new WriteEmitter(code, message, false) { Owner = "tail." }.Items(stream.After, tail);
        if (message.BandedIf is not null)
            code.Line("writer.Banded = false;");
        code.Line("IsComplete = true;");
        code.Line("await writer.FlushAsync(cancellationToken).ConfigureAwait(false);");
        code.Close();
    }
}
