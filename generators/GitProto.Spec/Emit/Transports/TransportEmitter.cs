using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The words outside packets: a constant for each that is fixed, a way to write and to read each that has fields.</summary>
internal static class TransportEmitter
{
    public static string Emit(TransportSpec transport, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "transports/" + transport.Id);
        code.Summary(transport.Doc);
        code.Line($"/// <remarks>Source: {Xml.Escape(transport.Source)}.{(transport.Note is { } note ? " " + Xml.Escape(note) : "")}</remarks>");
        code.Open($"public static class {Naming.Pascal(transport.Id)}Transport");
        foreach (var line in transport.Lines.Where(line => line.Pattern.IsLiteral))
            Constant(code.Blank(), line);
        foreach (var line in transport.Lines.Where(line => !line.Pattern.IsLiteral && IsFlat(line.Pattern.Tokens)))
        {
            Write(code.Blank(), line);
            if (IsForward(line.Pattern))
                TryRead(code.Blank(), line);
        }
        code.Close();
        foreach (var field in transport.Fields.Where(field => field is { Kind: FieldSetKind.Enumeration, Loan: null }))
            FieldSetEmitter.Emit(code.Blank(), field);
        return code.ToString();
    }

    /// <summary>True for a pattern without lists and without values that have an inside: those are read as messages are.</summary>
    private static bool IsFlat(IEnumerable<PatternToken> tokens) => tokens.All(token => token switch
    {
        LiteralToken => true,
        OptionalToken group => IsFlat(group.Tokens),
        FieldToken { Type: FieldType.Set } field => field.Spec!.Resolved.Kind == FieldSetKind.Enumeration,
        FieldToken field => field.HasValue && field.Type is not FieldType.Features,
        _ => false,
    });

    /// <summary>True if each step can be decided by the next bytes: what may be left out is announced by a literal.</summary>
    private static bool IsForward(LinePattern pattern) => pattern.Tokens.OfType<OptionalToken>().All(group => group.Tokens[0] is LiteralToken);

    private static bool NeedsContext(LinePattern pattern) =>
        pattern.AllFields.Any(field => field.Type is FieldType.Oid || (field.Spec?.Resolved.Values.Any(value => value.Gates.Count > 0) ?? false));

    private static void Constant(CodeWriter code, LineSpec line)
    {
        var text = System.Text.Encoding.UTF8.GetString([.. line.Pattern.LeadingLiteral]);
        Doc(code, line);
        code.Line(text.All(digit => digit is >= '0' and <= '9') && text.Length > 0
            ? $"public const int {Naming.Pascal(line.Name)} = {text};"
            : $"public const string {Naming.Pascal(line.Name)} = {Literals.Text(text)};");
    }

    private static void Doc(CodeWriter code, LineSpec line) =>
        code.Line($"/// <summary><c>{Xml.Escape(line.Pattern.Text)}</c>{(line.Doc.Length > 0 ? ": " + Xml.Escape(line.Doc) + "." : "")}</summary>");

    private static void Write(CodeWriter code, LineSpec line)
    {
        // What may be left out comes last, so that it can be left out.
        var fields = PatternFields.Of(line.Pattern);
        var parameters = fields.OrderBy(field => field.IsOptional).Select(field => $"{Type(field)}{(field.IsOptional ? "?" : "")} {Parameter(field)}{(field.IsOptional ? " = null" : "")}");
        Doc(code, line);
        code.Line($"public static string {Naming.Pascal(line.Name)}({string.Join(", ", parameters)}) =>");
        code.Indented($"string.Concat([{string.Join(", ", line.Pattern.Tokens.Select(token => Piece(token, fields)))}]);");
    }

    private static string Piece(PatternToken token, IReadOnlyList<PatternField> fields)
    {
        if (token is LiteralToken literal)
            return Literals.Text(System.Text.Encoding.UTF8.GetString([.. literal.Bytes]));
        if (token is not OptionalToken group)
            return Text(fields.First(field => ReferenceEquals(field.Token, token)));
        var holds = fields.First(field => group.Tokens.Contains(field.Token));
        return $"{Parameter(holds)} is null ? \"\" : string.Concat([{string.Join(", ", group.Tokens.Select(one => Piece(one, fields)))}])";
    }

    private static string Text(PatternField field)
    {
        var value = Parameter(field);
        var inner = field.IsOptional && Type(field) != "string" ? value + ".Value" : value;
        return Type(field) switch
        {
            "string" => value,
            "long" => $"{inner}.ToString(System.Globalization.CultureInfo.InvariantCulture)",
            "ObjectId" => $"{inner}.ToString()",
            _ when field.IsClosed => $"System.Text.Encoding.UTF8.GetString({Type(field)}Words.ToBytes({inner}))",
            _ => $"{inner}.Value.ToString()",
        };
    }

    private static void TryRead(CodeWriter code, LineSpec line)
    {
        var fields = PatternFields.Of(line.Pattern);
        var needsContext = NeedsContext(line.Pattern);
        var results = string.Concat(fields.Select(field => $", out {field.View} {Parameter(field)}"));
        code.Line($"/// <summary>Reads <c>{Xml.Escape(line.Pattern.Text)}</c>. What is left out is empty.</summary>");
        code.Open($"public static bool TryRead{Naming.Pascal(line.Name)}(ReadOnlySpan<byte> line{(needsContext ? ", WireContext context" : "")}{results})");
        foreach (var field in fields)
            code.Line($"{Parameter(field)} = default;");
        code.Line("ReadError error = default;");
        new PatternReader(code, line.Pattern, "0").Emit(line.Pattern, false);
        foreach (var field in fields)
            code.Line($"{Parameter(field)} = {field.Local};");
        code.Line("return true;").Close();
    }

    private static string Parameter(PatternField field) => Naming.Camel(field.Token.Name);

    private static string Type(PatternField field) => field.OwnedElement == "ByteString" ? "string" : field.OwnedElement;
}
