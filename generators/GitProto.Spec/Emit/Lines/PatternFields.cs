using System.Collections.Generic;

namespace GitProto.Spec.Emit;

/// <summary>The fields of a pattern that carry values, in order.</summary>
internal static class PatternFields
{
    public static IReadOnlyList<PatternField> Of(LinePattern pattern)
    {
        var fields = new List<PatternField>();
        Collect(pattern.Tokens, false, null, fields);
        return fields;
    }

    private static void Collect(IEnumerable<PatternToken> tokens, bool optional, RepeatedToken? repeated, List<PatternField> fields)
    {
        foreach (var token in tokens)
        {
            switch (token)
            {
                case FieldToken { HasValue: true } field when !Repeats(fields, field, repeated):
                    fields.Add(new PatternField(field, optional, repeated));
                    break;
                case OptionalToken group:
                    Collect(group.Tokens, true, repeated, fields);
                    break;
                case RepeatedToken group:
                    Collect(group.Tokens, false, group, fields);
                    break;
            }
        }
    }

    /// <summary><c>&lt;remote&gt;[;&lt;remote&gt;]...</c> is one list: the field before takes the group that repeats its name.</summary>
    private static bool Repeats(List<PatternField> fields, FieldToken field, RepeatedToken? repeated)
    {
        if (repeated is null || fields.Count == 0 || fields[fields.Count - 1] is not { Repeated: null } last || last.Token.Name != field.Name)
            return false;
        fields[fields.Count - 1] = new PatternField(last.Token, last.IsOptional, repeated);
        return true;
    }
}
