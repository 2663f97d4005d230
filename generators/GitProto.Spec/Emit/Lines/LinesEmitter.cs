using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The borrowed side of a message: one span view for each of its lines.</summary>
internal static class LinesEmitter
{
    public static void Emit(CodeWriter code, MessageSpec message)
    {
        code.Summary($"The lines of {message.Id}, borrowed: views of a packet that allocate nothing and are valid until the reader moves on.");
        code.Open($"public static class {Names.Message(message)}Lines");
        foreach (var line in message.Lines)
            View(code.Blank(), line);
        code.Close();
    }

    private static void View(CodeWriter code, LineSpec line)
    {
        var fields = PatternFields.Of(line.Pattern);
        var hasCapabilities = line.CapabilitiesField is not null;
        var name = Naming.Pascal(line.Name) + "Line";
        code.Line($"/// <summary><c>{Xml.Escape(line.Pattern.Text)}</c>{(line.Doc.Length > 0 ? ": " + Xml.Escape(line.Doc) + "." : "")}</summary>");
        code.Open($"public readonly ref struct {name}");
        foreach (var field in fields)
        {
            code.Summary($"The field {field.Token.Name}{(field.Repeated is not null ? ", all of them as they came" : "")}.");
            code.Line($"public {field.View} {field.Name} {{ get; private init; }}").Blank();
            if (field.IsOptional && field.IsSpan)
                code.Summary($"Whether {field.Token.Name} stands there.").Line($"public bool Has{field.Name} {{ get; private init; }}").Blank();
        }
        if (hasCapabilities)
        {
            code.Summary("The capability words, parted by spaces.").Line("public ReadOnlySpan<byte> Capabilities { get; private init; }").Blank();
            code.Summary("Whether capability words stand there.").Line("public bool HasCapabilities { get; private init; }").Blank();
        }
        TryRead(code, line, name, fields, hasCapabilities);
        Write(code.Blank(), line, fields, hasCapabilities);
        TryTake(code.Blank(), line, fields, hasCapabilities);
        Rewrite(code.Blank(), line, fields, hasCapabilities);
        code.Close();
    }

    private static void TryRead(CodeWriter code, LineSpec line, string name, IReadOnlyList<PatternField> fields, bool hasCapabilities)
    {
        var element = Names.Element(line);
        code.Summary("Reads the line, given without its LF; allocates nothing.");
        code.Open($"public static bool TryRead(ReadOnlySpan<byte> line, WireContext context, ref ReadError error, out {name} view)");
        code.Line("view = default;");
        new PatternReader(code, line.Pattern, element).Emit(line.Pattern, hasCapabilities);
        if (line.Gates.Count > 0)
            code.Line($"if (!context.IsOpen({element}))").Indented($"return error.Fail(ReadErrorKind.GateClosed, 0, {element});");
        var assigned = fields.SelectMany(field => field.IsOptional && field.IsSpan
            ? new[] { $"{field.Name} = {field.Local}", $"Has{field.Name} = has{field.Name}" }
            : [$"{field.Name} = {field.Local}"]);
        if (hasCapabilities)
            assigned = assigned.Concat(["Capabilities = capabilitiesField", "HasCapabilities = hasCapabilities"]);
        var body = string.Join(", ", assigned);
        if (body.Length > 0)
            code.Line($"view = new {name} {{ {body} }};");
        code.Line("return true;");
        code.Close();
    }

    private static void Write(CodeWriter code, LineSpec line, IReadOnlyList<PatternField> fields, bool hasCapabilities)
    {
        var parameters = fields.Select(field => $"{(field.Owned == "ObjectId" ? "in ObjectId" : field.Owned)} {Naming.Camel(field.Name)}").ToList();
        if (hasCapabilities)
            parameters.AddRange(["ReadOnlySpan<byte> capabilities", "bool withCapabilities"]);
        code.Summary("Writes the line.");
        code.Open($"public static void Write(PacketWriter writer, bool newline{string.Concat(parameters.Select(one => ", " + one))})");
        code.Line("writer.BeginLine();");
        new PatternWriter(code, line.Pattern, field => Naming.Camel(field.Name)).Emit(line.Pattern);
        code.Line($"writer.EndLine(newline, {Names.Element(line)});");
        code.Close();
    }

    /// <summary>True if taking the line gives a value: all but fixed lines, and cases of a choice in any case.</summary>
    public static bool HasValue(LineSpec line) => !LineTypes.IsCapability(line) && (Unions.Holds(line) || PatternFields.Of(line.Pattern).Count > 0);

    private static void TryTake(CodeWriter code, LineSpec line, IReadOnlyList<PatternField> fields, bool hasCapabilities)
    {
        var capability = LineTypes.IsCapability(line);
        var value = HasValue(line) ? $", out {LineTypes.Of(line)} value" : "";
        var words = capability || hasCapabilities ? ", CapabilityCollector words" : "";
        code.Line("// Reads the line into a value that outlives the packet, and consumes the packet.");
        code.Open($"internal static bool TryTake(in Packet p, PacketReader input{words}, ref ReadError error{value})");
        if (value.Length > 0)
            code.Line("value = default!;");
        code.Line($"if (!p.IsData || !TryRead(p.Line, input.Context, ref error, out {(fields.Count > 0 || hasCapabilities ? "var view" : "_")}))").Indented("return false;");
        if (value.Length > 0)
            code.Line($"value = {Owned.Value(line, "view", "input.Context")};");
        if (capability)
            code.Line($"words.AddWord(view.{fields[0].Name});");
        if (hasCapabilities)
            code.Line("if (view.HasCapabilities)").Indented("words.Add(view.Capabilities);");
        code.Line($"input.Consume({Names.Element(line)});").Line("error = default;").Line("return true;");
        code.Close();
    }

    private static void Rewrite(CodeWriter code, LineSpec line, IReadOnlyList<PatternField> fields, bool hasCapabilities)
    {
        code.Open("internal static bool Rewrite(PacketWriter writer, bool newline, ReadOnlySpan<byte> line, ref ReadError error)");
        code.Line($"if (!TryRead(line, writer.Context, ref error, out {(fields.Count > 0 || hasCapabilities ? "var view" : "_")}))").Indented("return false;");
        var arguments = fields.Select(field => ", " + Owned.From(field, "view", "writer.Context")).ToList();
        if (hasCapabilities)
            arguments.Add(", view.Capabilities, view.HasCapabilities");
        code.Line($"Write(writer, newline{string.Concat(arguments)});");
        code.Line("return true;");
        code.Close();
    }
}
