using System.Collections.Generic;
using System.Linq;
using System.Text;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP3004: a field that does not end: another field follows at once, or it may hold the very byte that should end it.</summary>
internal sealed class FieldEndCheck : ICheck
{
    /// <summary>Types that take nearly anything; a byte in the middle of such a value is no sign of its end.</summary>
    private static readonly FieldType[] Free = [FieldType.Text, FieldType.Path, FieldType.Capability, FieldType.Capabilities];

    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var definition in model.All)
        {
            // Refusals are only read, never written, and the first that matches counts.
            var written = definition is not ErrorsSpec;
            foreach (var pattern in Patterns(definition))
                Check(pattern.Tokens, default, written, bag);
        }
    }

    private static IEnumerable<LinePattern> Patterns(SpecDefinition definition)
    {
        var (lines, fields) = definition switch
        {
            MessageSpec message => (message.Lines, message.Fields),
            ErrorsSpec errors => (errors.Lines, errors.Fields),
            TransportSpec transport => (transport.Lines, transport.Fields),
            CapabilitySpec capability => ((IReadOnlyList<LineSpec>)[], capability.Fields),
            _ => ([], []),
        };
        var places = definition is CapabilitySpec one ? one.Offered.Concat(one.Asked).Where(place => place.Line is null).Select(place => place.Pattern) : [];
        return lines.Concat(fields.SelectMany(field => field.Patterns)).Select(line => line.Pattern).Concat(places).Distinct();
    }

    /// <summary>Walks backwards with the bytes that a field behind would begin with.</summary>
    private static ByteSet Check(IReadOnlyList<PatternToken> tokens, ByteSet behind, bool written, DiagnosticBag bag)
    {
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            switch (tokens[i])
            {
                case LiteralToken:
                    behind = default;
                    break;
                case OptionalToken group:
                    behind = Union(Check(group.Tokens, behind, written, bag), behind);
                    break;
                case RepeatedToken group:
                    behind = Union(Check(group.Tokens, Union(behind, Head(group.Tokens)), written, bag), behind);
                    break;
                case FieldToken field:
                    Field(field, behind, written, bag);
                    behind = ByteClasses.Of(field.Type);
                    break;
            }
        }
        return behind;
    }

    private static void Field(FieldToken field, ByteSet behind, bool written, DiagnosticBag bag)
    {
        if (FieldTypes.HasFixedLength(field.Type))
            return;
        var own = ByteClasses.Of(field.Type);
        if (!own.And(behind).IsEmpty)
            bag.Add("GP3004", $"nothing says where '<{field.Name}>' ends, for another field follows at once; put a literal between them", field.Span);
        if (written && Free.Contains(field.Type) && field.Terminators.Any(own.Contains))
        {
            var ends = Show.Bytes(field.Terminators.Where(own.Contains));
            bag.Add("GP3004", $"'<{field.Name}>' may itself hold '{ends}', which should end it; take a narrower type, or end the line with it", field.Span);
        }
        foreach (var value in field.Spec?.Values ?? [])
        {
            if (Encoding.UTF8.GetBytes(value.Text).Any(field.Terminators.Contains))
                bag.Add("GP3004", $"the word '{value.Text}' holds a byte that ends '<{field.Name}>'", value.Span, field.Span);
        }
    }

    private static ByteSet Head(IReadOnlyList<PatternToken> tokens) => tokens[0] is FieldToken field ? ByteClasses.Of(field.Type) : default;

    private static ByteSet Union(ByteSet one, ByteSet other) => ByteSet.Where(value => one.Contains(value) || other.Contains(value));
}
