using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The C# condition that a message holds a line, a part or a word.</summary>
internal static class ElementTest
{
    /// <summary>The condition on a message in the variable <paramref name="owner"/>.</summary>
    public static string On(MessageSpec message, ElementRef element, string owner)
    {
        if (element.IsWholeMessage)
            return "true";
        if (Unions.IsUnion(message))
        {
            return InCases(Unions.Cases(message.Body[0].Alternatives), element, owner) ?? "false";
        }
        var items = StreamInfo.Of(message)?.Before ?? message.Body;
        return InItems(items, element, owner) ?? "false";
    }

    private static string? InItems(IEnumerable<Item> items, ElementRef element, string owner)
    {
        var shape = Shape.Of(items);
        return Any(items.Where(item => !StreamInfo.IsStream(item)).SelectMany(item => item.Alternatives.Select(target => InTarget(item, target, shape, element, owner))));
    }

    private static string? InTarget(Item item, ItemTarget target, Shape shape, ElementRef element, string owner)
    {
        var member = shape.For(item, target);
        if (target.Part is { } named && element.Part is not null && ReferenceEquals(named.Resolved, element.Part.Resolved))
            return Shape.Dissolves(item, target) ? AnyOf(named.Resolved, owner) : member?.Present(owner);
        if (target.Line is { } line)
            return OfLine(line, member, element, owner);
        if (target.Part is not { } part)
            return null;
        if (Shape.Dissolves(item, target))
            return InItems(part.Resolved.Items, element, owner);
        if (part.Resolved.Kind == PartKind.Choice)
        {
            var cases = Unions.Cases(part.Resolved.Alternatives).ToList();
            return member!.Multiplicity == Multiplicity.Each
                ? InCases(cases, element, "one") is { } each ? $"{owner}.{member.Name}.Any(one => {each})" : null
                : InCases(cases, element, $"{owner}.{member.Name}");
        }
        var inner = $"{owner}.{member!.Name}";
        if (member.Multiplicity == Multiplicity.Each)
            return InItems(part.Resolved.Items, element, "part") is { } each ? $"{inner}.Any(part => {each})" : null;
        return InItems(part.Resolved.Items, element, inner) is { } found ? $"({inner} is not null && {found})" : null;
    }

    private static string? OfLine(LineSpec line, Member? member, ElementRef element, string owner)
    {
        if (ReferenceEquals(line, element.Line))
            return member?.Present(owner) ?? "true";
        if (element.Value is not { } value || member is null || LineTypes.Of(line) == "bool")
            return null;
        var field = PatternFields.Of(line.Pattern).FirstOrDefault(one => ReferenceEquals(one.Token.Spec?.Resolved, value.Field));
        if (field is null)
            return null;
        if (field.Token.Type == FieldType.Features)
            return $"WireLists.Contains({owner}.{member.Name}.{field.Name}, {Literals.Utf8(System.Text.Encoding.UTF8.GetBytes(value.Text))})";
        return $"{owner}.{member.Name} is {{ {field.Name}: {Names.Field(value.Field)}.{Naming.Pascal(value.Text)} }}";
    }

    private static string? InCases(IEnumerable<UnionCase> cases, ElementRef element, string owner)
    {
        var types = new List<string>();
        foreach (var one in cases)
        {
            if (one.Target.Line is { } line)
            {
                if (ReferenceEquals(line, element.Line))
                    types.Add(one.TypeName);
                else if (element.Value is { } value && PatternFields.Of(line.Pattern).FirstOrDefault(field => ReferenceEquals(field.Token.Spec?.Resolved, value.Field)) is { } holder)
                    types.Add($"{one.TypeName} {{ {holder.Name}: {Names.Field(value.Field)}.{Naming.Pascal(value.Text)} }}");
            }
            else if (one.Target.Part is { } part && element.Part is not null && ReferenceEquals(part.Resolved, element.Part.Resolved))
            {
                types.Add(one.TypeName);
            }
            else if (one.Target.Part is { } sequence && element.Line is not null && sequence.Resolved.Items.Any(item => item.Alternatives.Any(target => ReferenceEquals(target.Line, element.Line))))
            {
                var found = InItems(sequence.Resolved.Items, element, "inner");
                types.Add(found is null or "true" ? one.TypeName : $"{one.TypeName} inner && {found}");
            }
        }
        if (element.Part is { Resolved.Kind: PartKind.Choice } group)
        {
            var wanted = new HashSet<string>(Unions.Cases(group.Resolved.Alternatives).Select(one => one.TypeName));
            types.AddRange(cases.Select(one => one.TypeName).Where(wanted.Contains));
        }
        if (types.Count == 0)
            return null;
        return types.Any(type => type.Contains(" && ")) ? "(" + string.Join(" || ", types.Select(type => $"{owner} is {type}")) + ")" : $"{owner} is {string.Join(" or ", types.Distinct())}";
    }

    private static string? AnyOf(PartSpec part, string owner)
    {
        var shape = Shape.Of(part.Items);
        return Any(shape.Members.Select(member => member.Present(owner)));
    }

    private static string? Any(IEnumerable<string?> conditions)
    {
        var all = conditions.Where(one => one is not null).Distinct().ToList();
        return all.Count == 0 ? null : all.Contains("true") ? "true" : all.Count == 1 ? all[0] : "(" + string.Join(" || ", all) + ")";
    }
}
