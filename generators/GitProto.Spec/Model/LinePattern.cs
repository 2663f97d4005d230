using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>What a line, a capability word or a value looks like.</summary>
public sealed class LinePattern
{
    internal LinePattern(string text, IReadOnlyList<PatternToken> tokens, SourceSpan span)
    {
        (Text, Tokens, Span) = (text, tokens, span);
        AllFields = [.. Flatten(tokens)];
        Fields = [.. AllFields.Where(field => field.HasValue)];
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>Its pieces; none for an empty line.</summary>
    public IReadOnlyList<PatternToken> Tokens { get; }

    /// <summary>Every field, also those within groups.</summary>
    public IReadOnlyList<FieldToken> AllFields { get; }

    /// <summary>The fields that carry a value of this line: all but zeros and capabilities.</summary>
    public IReadOnlyList<FieldToken> Fields { get; private set; }

    /// <summary>The values that the line carries: each field once, in the order of the line, a repeated field as a list.</summary>
    public IReadOnlyList<ValueSlot> Values { get; private set; } = [];

    /// <summary>What the line is worth: nothing, one value, or several by name.</summary>
    public LineShape Shape => Values.Count == 0 ? LineShape.Fixed : Values.Count == 1 && !Values[0].IsOptional ? LineShape.Single : LineShape.Record;

    /// <summary>Whether nothing but literal bytes stands here.</summary>
    public bool IsLiteral => Tokens.All(token => token is LiteralToken);

    /// <summary>Whether the whole line is one field that takes almost anything.</summary>
    public bool IsCatchAll => Tokens.Count == 1 && Tokens[0] is FieldToken { Type: FieldType.Text or FieldType.Capability or FieldType.Path };

    /// <summary>The bytes that the pattern begins with; empty if it begins with a field or a group, or with letters in either case.</summary>
    public IReadOnlyList<byte> LeadingLiteral => Tokens.Count > 0 && Tokens[0] is LiteralToken { EitherCase: false } literal ? literal.Bytes : [];

    internal void Resolved()
    {
        Fields = [.. AllFields.Where(field => field.HasValue)];
        var slots = new List<ValueSlot>();
        Slots(Tokens, slots, optional: false, repeated: false);
        Values = slots;
        foreach (var field in Fields)
            field.IsListed = slots.Exists(slot => slot.IsList && slot.Name == field.Name);
    }

    private static void Slots(IEnumerable<PatternToken> tokens, List<ValueSlot> slots, bool optional, bool repeated)
    {
        foreach (var token in tokens)
        {
            if (token is OptionalToken group)
                Slots(group.Tokens, slots, optional: true, repeated);
            else if (token is RepeatedToken many)
                Slots(many.Tokens, slots, optional: false, repeated: true);
            else if (token is FieldToken { HasValue: true } field)
                Slot(field, slots, optional, repeated);
        }
    }

    /// <summary>A field that stands once and then again in a repeated group is one list.</summary>
    private static void Slot(FieldToken field, List<ValueSlot> slots, bool optional, bool repeated)
    {
        var same = slots.FindIndex(slot => slot.Name == field.Name);
        var list = repeated || field.Type == FieldType.Features;
        if (same >= 0)
            slots[same] = new ValueSlot(field.Name, field, slots[same].IsOptional && optional, true);
        else
            slots.Add(new ValueSlot(field.Name, field, optional && !list, list));
    }

    private static IEnumerable<FieldToken> Flatten(IEnumerable<PatternToken> tokens) => tokens.SelectMany(token => token switch
    {
        FieldToken field => [field],
        OptionalToken group => Flatten(group.Tokens),
        RepeatedToken group => Flatten(group.Tokens),
        _ => [],
    });
}
