using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Writes the statements that put a line together from its fields.</summary>
internal sealed class PatternWriter
{
    private readonly CodeWriter code;
    private readonly IReadOnlyList<PatternField> fields;
    private readonly System.Func<PatternField, string> value;

    public PatternWriter(CodeWriter code, LinePattern pattern, System.Func<PatternField, string> value)
    {
        (this.code, this.value) = (code, value);
        fields = PatternFields.Of(pattern);
    }

    /// <summary>Emits the statements for a pattern.</summary>
    public void Emit(LinePattern pattern) => Tokens(pattern.Tokens, null);

    private void Tokens(IEnumerable<PatternToken> tokens, string? one)
    {
        foreach (var token in tokens)
        {
            switch (token)
            {
                case LiteralToken literal:
                    code.Line($"writer.Append({Literals.Utf8(literal.Bytes)});");
                    break;
                case FieldToken field:
                    Field(field, one);
                    break;
                case OptionalToken group:
                    Optional(group);
                    break;
                case RepeatedToken group:
                    Repeat(group);
                    break;
            }
        }
    }

    private void Optional(OptionalToken group)
    {
        var field = fields.FirstOrDefault(one => one.IsOptional && group.Tokens.Contains(one.Token));
        var repeated = fields.FirstOrDefault(one => group.Tokens.Contains(one.Repeated!));
        var condition = group.Tokens.Any(token => token is FieldToken { Type: FieldType.Capabilities }) ? "withCapabilities"
            : field is not null ? $"{value(field)} is not null"
            : repeated is not null ? $"{value(repeated)}.Count > 0"
            : "false";
        code.Open($"if ({condition})");
        Tokens(group.Tokens, null);
        code.Close();
    }

    private void Repeat(RepeatedToken group)
    {
        var field = fields.First(one => ReferenceEquals(one.Repeated, group));
        var merged = !group.Tokens.Contains(field.Token);
        var item = Naming.Camel(field.Token.Name) + "Item";
        if (merged)
            code.Open($"for (var i = 1; i < {value(field)}.Count; i++)").Line($"var {item} = {value(field)}[i];");
        else
            code.Open($"foreach (var {item} in {value(field)})");
        Tokens(group.Tokens, item);
        code.Close();
    }

    private void Field(FieldToken token, string? one)
    {
        var field = fields.FirstOrDefault(candidate => ReferenceEquals(candidate.Token, token));
        var what = one ?? (field is null ? "" : field.Repeated is not null ? $"{value(field)}[0]"
            : field.IsOptional && IsValueType(field) ? $"{value(field)}.Value" : value(field));
        code.Line(Append(token, what));
    }

    private static bool IsValueType(PatternField field) => field.Token.Type != FieldType.Set
        || field.Token.Spec!.Resolved.Kind == FieldSetKind.Enumeration;

    private static string Append(FieldToken token, string what)
    {
        switch (token.Type)
        {
            case FieldType.ZeroOid:
                return "writer.Append(ObjectId.Zero(writer.Context.FormatOrDefault));";
            case FieldType.Oid or FieldType.Number or FieldType.Time:
                return $"writer.Append({what});";
            case FieldType.Capabilities:
                return "writer.Append(capabilities);";
            case FieldType.Set when token.Spec!.Resolved is { Kind: FieldSetKind.Enumeration, IsOpen: false }:
                return $"writer.Append({Names.Field(token.Spec)}Words.ToBytes({what}));";
            case FieldType.Set when token.Spec!.Resolved.Kind == FieldSetKind.Enumeration:
                return $"writer.Append({what}.Value.Span);";
            case FieldType.Set:
                return $"{what}.AppendTo(writer);";
            default:
                return $"writer.AppendField({what}.Span, {Literals.Utf8([.. token.Terminators])});";
        }
    }
}
