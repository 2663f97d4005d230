using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Writes the body of a <c>TryRead</c>: the steps that take a line apart.</summary>
internal sealed class PatternReader
{
    private readonly CodeWriter code;
    private readonly string element;
    private readonly IReadOnlyList<PatternField> fields;

    public PatternReader(CodeWriter code, LinePattern pattern, string element)
    {
        (this.code, this.element) = (code, element);
        fields = PatternFields.Of(pattern);
    }

    /// <summary>True if the steps ask what was agreed: ids have the width of the hash, and values may need a capability.</summary>
    public static bool NeedsContext(LinePattern pattern) => NeedsContext(pattern.Tokens);

    private static bool NeedsContext(IEnumerable<PatternToken> tokens) => tokens.Any(token => token switch
    {
        FieldToken field => field.Type is FieldType.Oid or FieldType.ZeroOid or FieldType.Set,
        OptionalToken group => NeedsContext(group.Tokens),
        RepeatedToken group => NeedsContext(group.Tokens),
        _ => false,
    });

    /// <summary>Emits the steps for a whole pattern; the locals hold the fields afterwards.</summary>
    public void Emit(LinePattern pattern, bool hasCapabilities)
    {
        code.Line("var scan = new LineScanner(line);");
        foreach (var field in fields.Where(one => one.IsOptional || one.Repeated is not null))
            code.Line($"{field.View} {field.Local} = default;");
        foreach (var field in fields.Where(one => one.IsOptional && one.IsSpan))
            code.Line($"var has{field.Name} = false;");
        if (hasCapabilities)
            code.Line("ReadOnlySpan<byte> capabilitiesField = default;").Line("var hasCapabilities = false;");
        Tokens(pattern.Tokens, optional: false, repeated: false);
        code.Line("if (!scan.AtEnd)").Indented($"return error.Fail(ReadErrorKind.TrailingBytes, scan.Position, {element});");
    }

    private void Tokens(IEnumerable<PatternToken> tokens, bool optional, bool repeated)
    {
        foreach (var token in tokens)
        {
            switch (token)
            {
                case LiteralToken literal:
                    Check($"scan.{(literal.EitherCase ? "Letters" : "Literal")}({Literals.Utf8(literal.Bytes)})", null);
                    break;
                case FieldToken field:
                    Field(field, optional, repeated);
                    break;
                case OptionalToken group:
                    code.Open($"if ({Starts(group.Tokens)})");
                    Tokens(group.Tokens, true, repeated);
                    code.Close();
                    break;
                case RepeatedToken group:
                    Repeat(group);
                    break;
            }
        }
    }

    private static string Starts(IReadOnlyList<PatternToken> tokens) =>
        tokens[0] is LiteralToken literal ? $"scan.{(literal.EitherCase ? "SeesLetters" : "Sees")}({Literals.Utf8(literal.Bytes)})" : "!scan.AtEnd";

    private void Repeat(RepeatedToken group)
    {
        var field = fields.First(one => ReferenceEquals(one.Repeated, group));
        var merged = !group.Tokens.Contains(field.Token);
        if (!merged)
            code.Line($"var {field.Local}Start = scan.Position;");
        code.Open($"while ({Starts(group.Tokens)})");
        Tokens(group.Tokens, false, true);
        code.Close();
        code.Line($"{field.Local} = line[{field.Local}Start..scan.Position];");
    }

    private void Field(FieldToken token, bool optional, bool repeated)
    {
        var field = fields.FirstOrDefault(one => ReferenceEquals(one.Token, token));
        var merged = field is { Repeated: { } group } && !group.Tokens.Contains(token);
        if (merged)
            code.Line($"var {field!.Local}Start = scan.Position;");
        var keeps = field is { Repeated: null };
        var local = field?.Local ?? "";
        var target = !keeps ? "_" : field!.IsOptional ? local : "var " + local;
        switch (token.Type)
        {
            case FieldType.Oid when !keeps || !field!.IsOptional:
                Check($"scan.Oid(context, out {target})", token);
                break;
            case FieldType.Oid:
                Check($"scan.Oid(context, out var {local}Value)", token);
                code.Line($"{local} = {local}Value;");
                break;
            case FieldType.ZeroOid:
                Check("scan.ZeroOid(context)", token);
                break;
            case FieldType.Number or FieldType.Time when keeps && field!.IsOptional:
                Check($"scan.Number(out var {local}Value)", token);
                code.Line($"{local} = {local}Value;");
                break;
            case FieldType.Number or FieldType.Time:
                Check($"scan.Number(out {target})", token);
                break;
            case FieldType.Capabilities:
                Check($"scan.Until({Stops(token)}, out capabilitiesField, 0)", token);
                code.Line("hasCapabilities = true;");
                break;
            case FieldType.Set:
                Set(token, field, keeps, target);
                break;
            default:
                Check($"scan.{Step(token)}", token, target);
                break;
        }
        if (keeps && field!.IsOptional && field.IsSpan)
            code.Line($"has{field.Name} = true;");
        _ = optional;
        _ = repeated;
    }

    private void Set(FieldToken token, PatternField? field, bool keeps, string target)
    {
        var set = token.Spec!.Resolved;
        var type = Names.Field(token.Spec);
        if (set.Kind == FieldSetKind.Enumeration && set.IsOpen)
        {
            Check($"scan.Word({Stops(token)}, out {target})", token);
            return;
        }
        var word = (field?.Local ?? Naming.Camel(token.Name)) + "Word";
        code.Line($"var {word}At = scan.Position;");
        Check($"scan.Until({Stops(token)}, out var {word})", token);
        if (set.Kind == FieldSetKind.Enumeration)
        {
            code.Line($"if (!{type}Words.TryParse({word}, out var {word}Value))");
            code.Indented($"return error.Fail(ReadErrorKind.BadField, {word}At, {element}, \"{token.Name}\");");
            if (set.Values.Any(value => value.Gates.Count > 0))
            {
                code.Line($"if (!{type}Words.IsOpen(context, {word}Value))");
                code.Indented($"return error.Fail(ReadErrorKind.GateClosed, {word}At, {element}, \"{token.Name}\");");
            }
            if (keeps)
                code.Line($"{target} = {word}Value;");
            return;
        }
        code.Line($"if (!{type}.Fits({word}, context, ref error))").Indented("return false;");
        if (keeps)
            code.Line($"{target} = {word};");
    }

    private static string Stops(FieldToken token) => Literals.Utf8([.. token.Terminators]);

    private static string Step(FieldToken token) => token.Type switch
    {
        FieldType.Text or FieldType.Encoded or FieldType.Host or FieldType.Features => $"Until({Stops(token)}, out $, 0)",
        FieldType.Path => $"Until({Stops(token)}, out $)",
        FieldType.Capability => $"Capability({Stops(token)}, out $)",
        _ => $"Word({Stops(token)}, out $)",
    };

    private void Check(string step, FieldToken? field, string? target = null)
    {
        if (target is not null)
            step = step.Replace("$", target);
        code.Line($"if (!{step})");
        code.Indented(field is null
            ? $"return error.Fail(scan.Failure, scan.Position, {element});"
            : $"return error.Fail(scan.Failure, scan.Position, {element}, \"{field.Name}\");");
    }
}
