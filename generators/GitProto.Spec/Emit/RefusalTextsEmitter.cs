using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Emit;

/// <summary>
/// The texts of known refusals, for the side that refuses. What a text travels in, as <c>ERR</c> or <c>ng</c> with a ref, is a line of its own with nothing but a text at its end:
/// what it begins with is left off here, for the message writes it.
/// </summary>
internal static class RefusalTextsEmitter
{
    /// <summary>The file; nothing for a spec without such texts.</summary>
    public static string? Emit(SpecModel model, EmitOptions options)
    {
        if (model.Errors is not { } errors)
            return null;
        var code = SourceFile.Begin(options, errors.Id);
        code.Summary("What refusals say, without what they travel in.");
        code.Open("public static class RefusalTexts");
        var carriers = errors.Lines.Where(IsCarrier).Select(line => line.Pattern.Tokens.Take(line.Pattern.Tokens.Count - 1).ToList()).OrderByDescending(tokens => tokens.Count).ToList();
        foreach (var line in errors.Lines.Where(line => !IsCarrier(line)))
        {
            if (carriers.Select(carrier => Behind(carrier, line.Pattern.Tokens)).FirstOrDefault(rest => rest is { Count: > 0 }) is { } text && text.All(token => token is LiteralToken or FieldToken))
                Text(code.Blank(), line, text);
        }
        code.Close();
        return code.ToString();
    }

    private static bool IsCarrier(LineSpec line) => line.Pattern.Tokens.Count > 1 && line.Pattern.Tokens[line.Pattern.Tokens.Count - 1] is FieldToken { Type: FieldType.Text };

    /// <summary>What a line has behind the beginning of another; nothing if it begins otherwise.</summary>
    private static List<PatternToken>? Behind(List<PatternToken> beginning, IReadOnlyList<PatternToken> line)
    {
        for (var i = 0; i < beginning.Count; i++)
        {
            if (i >= line.Count)
                return null;
            if (beginning[i] is LiteralToken start && line[i] is LiteralToken whole)
            {
                var isLast = i == beginning.Count - 1;
                if (whole.Bytes.Count < start.Bytes.Count || (!isLast && whole.Bytes.Count > start.Bytes.Count) || !whole.Bytes.Take(start.Bytes.Count).SequenceEqual(start.Bytes))
                    return null;
                if (isLast && whole.Bytes.Count > start.Bytes.Count)
                    return [new LiteralToken([.. whole.Bytes.Skip(start.Bytes.Count)], whole.Span), .. line.Skip(i + 1)];
            }
            else if (beginning[i] is not FieldToken field || line[i] is not FieldToken same || same.Name != field.Name)
            {
                return null;
            }
        }
        return [.. line.Skip(beginning.Count)];
    }

    private static void Text(CodeWriter code, LineSpec line, List<PatternToken> text)
    {
        code.Summary(line.Doc is { Length: > 0 } doc ? char.ToUpperInvariant(doc[0]) + doc.Substring(1) + "." : $"The text of {line.Name}.");
        var fields = text.OfType<FieldToken>().Select(field => field.Name).Distinct().ToList();
        var name = Naming.Pascal(line.Name);
        var value = string.Join(" + ", text.Select(token => token is LiteralToken literal ? Literals.Text(Encoding.UTF8.GetString(literal.Bytes.ToArray())) : Naming.Camel(((FieldToken)token).Name)));
        if (fields.Count == 0)
            code.Line($"public const string {name} = {value};");
        else
            code.Line($"public static string {name}({string.Join(", ", fields.Select(field => $"string {Naming.Camel(field)}"))}) => {value};");
    }
}
