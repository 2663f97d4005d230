using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Turns the fields of a view into values that outlive it.</summary>
internal static class Owned
{
    /// <summary>The expression for one field.</summary>
    public static string From(PatternField field, string view, string context)
    {
        var source = $"{view}.{field.Name}";
        if (field.Repeated is { } group)
            return $"WireLists.Split({source}, {Literals.Utf8(Separator(group))}, word => {One(field.Token, "word", context)})";
        if (!field.IsSpan)
            return source;
        var value = One(field.Token, source, context);
        return field.IsOptional ? $"{view}.Has{field.Name} ? {value} : ({field.Owned})null" : value;
    }

    /// <summary>The value of a line, from its view.</summary>
    public static string Value(LineSpec line, string view, string context)
    {
        var fields = PatternFields.Of(line.Pattern);
        var arguments = fields.Select(field => From(field, view, context)).ToList();
        return fields.Count == 1 && !Unions.Holds(line) ? arguments[0] : $"new {Names.Line(line)}({string.Join(", ", arguments)})";
    }

    private static byte[] Separator(RepeatedToken group) =>
        [.. group.Tokens.OfType<LiteralToken>().First().Bytes];

    private static string One(FieldToken token, string bytes, string context)
    {
        if (token.Type != FieldType.Set)
            return $"new ByteString({bytes})";
        var type = Names.Field(token.Spec!);
        return token.Spec!.Resolved.Kind == FieldSetKind.Enumeration ? $"new {type}(new ByteString({bytes}))" : $"{type}.Read({bytes}, {context})";
    }
}
