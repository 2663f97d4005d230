using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The types of the sets that <c>fields</c> names: enums, open words, unions of patterns, structured values.</summary>
internal static class FieldSetEmitter
{
    public static void Emit(CodeWriter code, FieldSpec field)
    {
        switch (field.Kind)
        {
            case FieldSetKind.Enumeration when field.IsOpen:
                Open(code, field);
                break;
            case FieldSetKind.Enumeration:
                Closed(code, field);
                break;
            case FieldSetKind.Patterns:
                Patterns(code, field);
                break;
            case FieldSetKind.Structure:
                Structure(code, field);
                break;
        }
    }

    private static void Open(CodeWriter code, FieldSpec field)
    {
        var name = Names.Field(field);
        code.Summary($"The {field.Name} of {field.Owner.Id}: one of the known words, or another.");
        code.Line("/// <param name=\"Value\">The word.</param>");
        code.Open($"public readonly record struct {name}(ByteString Value)");
        foreach (var value in field.Values)
        {
            code.Summary(value.Text);
            code.Line($"public static {name} {Naming.Pascal(value.Text)} {{ get; }} = new(new ByteString({Literals.Utf8(System.Text.Encoding.UTF8.GetBytes(value.Text))}));").Blank();
        }
        code.Line("/// <inheritdoc/>").Line("public override string ToString() => Value.ToDisplayString();");
        code.Close();
    }

    private static void Closed(CodeWriter code, FieldSpec field)
    {
        var name = Names.Field(field);
        code.Summary($"The {field.Name} of {field.Owner.Id}.");
        code.Open($"public enum {name}");
        foreach (var value in field.Values)
            code.Summary(value.Text).Line($"{Naming.Pascal(value.Text)},").Blank();
        code.Close().Blank();
        code.Open($"internal static class {name}Words");
        code.Open($"public static bool TryParse(ReadOnlySpan<byte> word, out {name} value)");
        code.Line("value = default;");
        foreach (var value in field.Values)
        {
            code.Open($"if (word.SequenceEqual({Word(value)}))");
            code.Line($"value = {name}.{Naming.Pascal(value.Text)};").Line("return true;");
            code.Close();
        }
        code.Line("return false;").Close().Blank();
        code.Open($"public static ReadOnlySpan<byte> ToBytes({name} value) => value switch");
        foreach (var value in field.Values)
            code.Line($"{name}.{Naming.Pascal(value.Text)} => {Word(value)},");
        code.Line("_ => throw new ArgumentOutOfRangeException(nameof(value)),");
        code.Close(";").Blank();
        code.Open($"public static bool IsOpen(WireContext context, {name} value) => !context.ChecksGates || value switch");
        foreach (var value in field.Values.Where(one => one.Gates.Count > 0))
            code.Line($"{name}.{Naming.Pascal(value.Text)} => {Gates.Condition(value.Gates)},");
        code.Line("_ => true,");
        code.Close(";");
        code.Close();
    }

    private static string Word(EnumValueSpec value) => Literals.Utf8(System.Text.Encoding.UTF8.GetBytes(value.Text));

    private static void Patterns(CodeWriter code, FieldSpec field)
    {
        var name = Names.Field(field);
        code.Summary($"One {field.Name} of {field.Owner.Id}; a word that the spec does not know is kept as it came.");
        code.Open($"public abstract record {name}");
        code.Line($"private protected {name}() {{ }}").Blank();
        code.Summary("Reads one word.");
        code.Line($"public static bool TryRead(ReadOnlySpan<byte> word, WireContext context, ref ReadError error, [NotNullWhen(true)] out {name}? value) =>");
        code.Indented("Take(word, context, ref error, keep: true, out value) && value is not null;").Blank();
        Fits(code);
        code.Open($"private static bool Take(ReadOnlySpan<byte> word, WireContext context, ref ReadError error, bool keep, out {name}? value)");
        foreach (var pattern in field.Patterns)
        {
            var leading = pattern.Pattern.LeadingLiteral;
            var starts = pattern.Pattern.IsLiteral ? $"word.SequenceEqual({Literals.Utf8(leading)})" : $"word.StartsWith({Literals.Utf8(leading)})";
            code.Line($"if ({(leading.Count == 0 ? "true" : starts)})").Indented($"return {Case(field, pattern)}.Take(word, context, ref error, keep, out value);");
        }
        code.Line($"value = keep ? new {name}Other(new ByteString(word)) : null;").Line("return true;").Close().Blank();
        Read(code, name);
        code.Blank().Line("internal abstract void AppendTo(PacketWriter writer);");
        code.Close().Blank();
        foreach (var pattern in field.Patterns)
            PatternRecord(code.Blank(), pattern, Case(field, pattern), name, Element(field));
        code.Blank().Summary("A word that the spec does not know.").Line("/// <param name=\"Value\">The word.</param>");
        code.Open($"public sealed record {name}Other(ByteString Value) : {name}");
        code.Line("internal override void AppendTo(PacketWriter writer) => writer.AppendField(Value.Span, default);");
        code.Close();
    }

    private static void Structure(CodeWriter code, FieldSpec field) =>
        PatternRecord(code, field.Patterns[0], Names.Field(field), null, Element(field));

    private static string Element(FieldSpec field) => "Elements." + Naming.Pascal(field.Owner.Id);

    private static string Case(FieldSpec field, LineSpec pattern) => Names.Field(field) + Naming.Pascal(pattern.Name);

    private static void Fits(CodeWriter code)
    {
        code.Line("// Whether TryRead would succeed; allocates nothing.");
        code.Line("internal static bool Fits(ReadOnlySpan<byte> word, WireContext context, ref ReadError error) => Take(word, context, ref error, keep: false, out _);").Blank();
    }

    private static void Read(CodeWriter code, string name)
    {
        code.Open($"internal static {name} Read(ReadOnlySpan<byte> word, WireContext context)");
        code.Line("ReadError error = default;");
        code.Line("return TryRead(word, context, ref error, out var value) ? value : throw context.BadWord(word, error);");
        code.Close();
    }

    private static void PatternRecord(CodeWriter code, LineSpec pattern, string name, string? union, string element)
    {
        var fields = PatternFields.Of(pattern.Pattern);
        code.Line($"/// <summary><c>{Xml.Escape(pattern.Pattern.Text)}</c>{(pattern.Doc.Length > 0 ? ": " + Xml.Escape(pattern.Doc) + "." : "")}</summary>");
        foreach (var field in fields)
            code.Line($"/// <param name=\"{field.Name}\">The field {field.Token.Name}.</param>");
        code.Open($"public sealed record {name}({string.Join(", ", fields.Select(field => $"{field.Owned} {field.Name}"))}){(union is null ? "" : " : " + union)}");
        if (union is null)
        {
            code.Line($"internal static bool TryRead(ReadOnlySpan<byte> word, WireContext context, ref ReadError error, [NotNullWhen(true)] out {name}? value) =>");
            code.Indented("Take(word, context, ref error, keep: true, out value) && value is not null;").Blank();
            Fits(code);
        }
        code.Open($"{(union is null ? "private" : "internal")} static bool Take(ReadOnlySpan<byte> line, WireContext context, ref ReadError error, bool keep, out {union ?? name}? value)");
        code.Line("value = null;");
        new PatternReader(code, pattern.Pattern, element).Emit(pattern.Pattern, false);
        code.Line($"value = keep ? new {name}({string.Join(", ", fields.Select(FromLocal))}) : null;");
        code.Line("return true;").Close().Blank();
        if (union is null)
        {
            Read(code, name);
            code.Blank();
        }
        code.Open($"internal {(union is null ? "" : "override ")}void AppendTo(PacketWriter writer)");
        new PatternWriter(code, pattern.Pattern, field => field.Name).Emit(pattern.Pattern);
        code.Close();
        code.Close();
    }

    private static string FromLocal(PatternField field)
    {
        var local = Owned.From(field, "@", "context").Replace("@.Has" + field.Name, "has" + field.Name).Replace("@." + field.Name, field.Local);
        return local;
    }
}
