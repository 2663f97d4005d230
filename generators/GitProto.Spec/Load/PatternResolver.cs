using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Load;

/// <summary>Gives every field of a pattern its type, and says which bytes end it.</summary>
internal sealed class PatternResolver(Registry registry, IReadOnlyList<FieldSpec> fields)
{
    public void Resolve(LinePattern pattern)
    {
        foreach (var field in pattern.AllFields)
            Type(field);
        pattern.Resolved();
        var follow = new SortedSet<byte>();
        var mayEnd = true;
        Terminate(pattern.Tokens, follow, ref mayEnd);
    }

    public void ResolveAll(IEnumerable<LineSpec> lines)
    {
        foreach (var line in lines)
            Resolve(line.Pattern);
        foreach (var inner in fields.SelectMany(field => field.Patterns))
            Resolve(inner.Pattern);
    }

    private void Type(FieldToken field)
    {
        var named = fields.FirstOrDefault(one => string.Equals(one.Name, field.Name, StringComparison.Ordinal));
        var plain = FieldTypes.OfName(field.Name);
        if (named is not null)
        {
            field.Spec = named.Resolved;
            field.Type = plain == FieldType.Features ? FieldType.Features : FieldType.Set;
            return;
        }
        field.Type = plain ?? FieldType.Word;
        if (plain is null)
        {
            registry.Unknown(field.Name, field.Span, $"'{field.Name}' ends in no type, and 'fields' does not name it",
                FieldTypes.Names.Concat(fields.Select(one => one.Name)));
        }
    }

    /// <summary>Walks backwards: <paramref name="follow"/> holds the literal bytes that may come next.</summary>
    private static void Terminate(IReadOnlyList<PatternToken> tokens, SortedSet<byte> follow, ref bool mayEnd)
    {
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            switch (tokens[i])
            {
                case LiteralToken literal:
                    follow.Clear();
                    follow.UnionWith(literal.Choices(0));
                    mayEnd = false;
                    break;
                case FieldToken field:
                    field.Terminators = FieldTypes.HasFixedLength(field.Type) ? [] : [.. follow];
                    field.MayBeLast = mayEnd;
                    if (!FieldTypes.MayBeEmpty(field.Type))
                    {
                        follow.Clear();
                        mayEnd = false;
                    }
                    break;
                case OptionalToken group:
                    Group(group.Tokens, follow, mayEnd, repeated: false);
                    break;
                case RepeatedToken group:
                    Group(group.Tokens, follow, mayEnd, repeated: true);
                    break;
            }
        }
    }

    private static void Group(IReadOnlyList<PatternToken> tokens, SortedSet<byte> follow, bool mayEnd, bool repeated)
    {
        var inner = new SortedSet<byte>(follow);
        if (repeated && tokens[0] is LiteralToken again)
            inner.UnionWith(again.Choices(0));
        var innerEnd = mayEnd;
        Terminate(tokens, inner, ref innerEnd);
        follow.UnionWith(inner);
    }
}
