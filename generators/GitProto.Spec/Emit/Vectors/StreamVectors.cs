namespace GitProto.Spec.Emit;

/// <summary>How the fixture of a message that streams reads all of it, and writes it again.</summary>
internal static class StreamVectors
{
    public static void Emit(CodeWriter code, MessageSpec message, StreamInfo stream)
    {
        var hasTail = Shape.Of(stream.After).Members.Count > 0;
        Read(code, message, stream, hasTail);
        Write(code.Blank(), message, stream, hasTail);
    }

    private static void Read(CodeWriter code, MessageSpec message, StreamInfo stream, bool hasTail)
    {
        code.Open("private static async Task<object> ReadAsync(PacketReader input)");
        code.Line($"var reader = await {Names.Reader(message)}.OpenAsync(input, default);");
        code.Line("var streamed = new GitProto.Vectors.Streamed(reader.Head);");
        if (stream.IsLines)
        {
            var name = Naming.Plural(Naming.Pascal(stream.Stream.Target.Name));
            code.Line($"streamed.Name = {Literals.Text(name)};").Line($"await foreach (var item in reader.Read{name}Async())").Indented("streamed.Items.Add(item);");
        }
        else if (stream.Stream.Banded)
        {
            var name = stream.Stream.Target.Kind == TargetKind.Pack ? "Pack" : "Bytes";
            code.Line($"await streamed.TakeAsync(reader.{name});").Line("await reader.CompleteAsync(default);");
        }
        else
        {
            code.Line("await streamed.TakeAsync(reader.Pack.AsStream());").Line("reader.Complete();");
        }
        if (stream.Stream.Target.Kind == TargetKind.Pack)
            code.Line("streamed.IsPack = true;");
        if (hasTail)
            code.Line("streamed.Tail = reader.Tail;");
        code.Line("return streamed;").Close();
    }

    private static void Write(CodeWriter code, MessageSpec message, StreamInfo stream, bool hasTail)
    {
        var head = Names.Message(message);
        code.Open("private static async Task WriteAsync(PacketWriter output, object value)");
        code.Line("var streamed = (GitProto.Vectors.Streamed)value;").Line($"var writer = new {Names.Writer(message)}(output, ({head})streamed.Head);");
        if (stream.IsLines)
        {
            var target = stream.Stream.Target;
            var type = target.Part is { } part ? Names.Part(part) : LineTypes.Of(target.Line!);
            code.Line("foreach (var item in streamed.Items)").Indented($"await writer.WriteAsync(({type})item, default);");
        }
        else
        {
            code.Line("if (streamed.Bytes is { } bytes)").Indented(stream.Stream.Banded ? "await writer.Bands.WriteDataAsync(bytes, default);" : "await writer.Raw.WriteAsync(bytes, default);");
        }
        code.Line($"await writer.EndAsync({(hasTail ? $"({head}Tail)streamed.Tail!, " : "")}default);");
        code.Close();
    }
}
