using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>One message: its views, its records, and where it streams its reader and writer.</summary>
internal static class MessageEmitter
{
    public static string Emit(MessageSpec message, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "messages/" + message.Id);
        var records = new RecordEmitter(code, message);
        if (Unions.IsUnion(message))
            UnionMessage(code, message);
        else
            Record(code, message, records);
        records.Emit();
        if (StreamInfo.Of(message) is { } stream)
        {
            StreamReaderEmitter.Emit(code.Blank(), message, stream);
            StreamWriterEmitter.Emit(code.Blank(), message, stream);
        }
        foreach (var field in message.Fields)
            FieldSetEmitter.Emit(code.Blank(), field);
        LinesEmitter.Emit(code.Blank(), message);
        return code.ToString();
    }

    private static void Head(CodeWriter code, MessageSpec message)
    {
        code.Summary(message.Doc);
        code.Line($"/// <remarks>Sent by the {message.From.ToString().ToLowerInvariant()}. Source: {Xml.Escape(message.Source)}.{(message.Note is { } note ? " " + Xml.Escape(note) : "")}</remarks>");
    }

    private static void Record(CodeWriter code, MessageSpec message, RecordEmitter records)
    {
        var name = Names.Message(message);
        var stream = StreamInfo.Of(message);
        var items = stream?.Before ?? message.Body;
        var shape = Shape.Of(items);
        Head(code, message);
        code.Open($"public sealed record {name}{(stream is null ? " : IWireMessage" : "")}");
        records.Properties(shape);
        if (message.CarriesCapabilities())
        {
            code.Summary("The capability words that ride on the message.");
            code.Line("public Capabilities Capabilities { get; init; } = Capabilities.None;").Blank();
        }
        Starts(code, message);
        if (stream is null)
        {
            ReadAsync(code.Blank(), message, name, shape, records);
            Write(code.Blank(), message, shape);
            code.Blank().Line("/// <summary>The packets of the message, one a line.</summary>");
            code.Line("public override string ToString() => PacketText.Of(this);");
        }
        else
        {
            WriteHead(code.Blank(), message, stream, shape);
        }
        code.Close();
    }

    private static void UnionMessage(CodeWriter code, MessageSpec message)
    {
        var name = Names.Message(message);
        Head(code, message);
        code.Open($"public abstract record {name} : IWireMessage");
        code.Line($"private protected {name}() {{ }}").Blank();
        Starts(code, message);
        code.Blank().Summary("Reads the message.");
        code.Open($"public static async ValueTask<{name}> ReadAsync(PacketReader input, CancellationToken cancellationToken)");
        code.Line("ArgumentNullException.ThrowIfNull(input);").Line("input.BeginMessage();");
        code.Line("ReadError error = default;").Line($"{name} message;");
        code.Line("var p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);");
        var read = new ReadEmitter(code, message);
        var first = true;
        foreach (var one in Unions.Cases(message.Body[0].Alternatives))
        {
            var branch = read.CaseBranch(one, value => $"message = {value};");
            code.Open($"{(first ? "" : "else ")}if ({branch.Condition})");
            branch.Body();
            code.Close();
            first = false;
        }
        var expected = string.Join(", ", message.First.Candidates.Select(one => one.Name));
        code.Line("else").Indented($"throw input.Context.Unexpected(input, p, {Literals.Text(expected)}, {Names.Element(message)}, error);");
        RecordEmitter.Facts(code, message, "message", "input.Context");
        code.Line("return message;");
        code.Close().Blank();
        code.Line("/// <inheritdoc/>").Line("public abstract void Write(PacketWriter writer);").Blank();
        code.Line("/// <summary>The packets of the message, one a line.</summary>");
        code.Line("public sealed override string ToString() => PacketText.Of(this);");
        code.Close();
    }

    private static void Starts(CodeWriter code, MessageSpec message)
    {
        code.Summary("True if a packet can be the first of the message.");
        code.Line("public static bool Starts(in Packet p, WireContext context, ref ReadError error) =>");
        code.Indented($"{MessageStart.Condition(message)};");
    }

    private static void ReadAsync(CodeWriter code, MessageSpec message, string name, Shape shape, RecordEmitter records)
    {
        code.Summary("Reads the message.");
        code.Open($"public static async ValueTask<{name}> ReadAsync(PacketReader input, CancellationToken cancellationToken)");
        code.Line("ArgumentNullException.ThrowIfNull(input);").Line("input.BeginMessage();");
        Opening(code, message, "input");
        if (message.CarriesCapabilities())
            code.Line($"var words = new CapabilityCollector(input.Context, asked: {(message.From == Role.Server ? "false" : "true")});");
        var read = new ReadEmitter(code, message);
        read.Declare(shape);
        read.Items(message.Body, shape);
        records.Construct(name, shape, message.CarriesCapabilities(), "var message = ");
        RecordEmitter.Facts(code, message, "message", "input.Context");
        if (message.BandedIf is not null)
            code.Line("input.Banded = false;");
        code.Line("return message;");
        code.Close();
    }

    private static void Write(CodeWriter code, MessageSpec message, Shape shape)
    {
        code.Line("/// <inheritdoc/>");
        code.Open("public void Write(PacketWriter writer)");
        code.Line("ArgumentNullException.ThrowIfNull(writer);");
        WriteOpening(code, message);
        new WriteEmitter(code, message, false).Items(message.Body, shape);
        if (message.BandedIf is not null)
            code.Line("writer.Banded = false;");
        code.Close();
    }

    private static void WriteHead(CodeWriter code, MessageSpec message, StreamInfo stream, Shape shape)
    {
        code.Open($"internal void WriteTo(PacketWriter writer{(message.CarriesCapabilities() ? ", ref Capabilities? capabilities" : "")})");
        RecordEmitter.Facts(code, message);
        new WriteEmitter(code, message, false).Items(stream.Before, shape);
        code.Close();
    }

    /// <summary>Emits what a message does before its first line is written.</summary>
    public static void WriteOpening(CodeWriter code, MessageSpec message)
    {
        Opening(code, message, "writer");
        if (message.CarriesCapabilities())
        {
            code.Line($"writer.Context.{(message.From == Role.Server ? "Offered" : "Asked")} = Capabilities;");
            code.Line("Capabilities? capabilities = Capabilities;");
        }
        if (message.Newline == NewlineMode.NoneKeptInPart)
            code.Line("const bool newline = false;");
        RecordEmitter.Facts(code, message);
    }

    /// <summary>Emits the band layer of a message.</summary>
    public static void Opening(CodeWriter code, MessageSpec message, string stream)
    {
        if (message.BandedIf is { } fact)
            code.Line($"{stream}.Banded = {Conditions.Fact(fact, stream + ".Context")};");
    }
}
