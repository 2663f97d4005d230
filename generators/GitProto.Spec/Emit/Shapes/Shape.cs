using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The properties that a list of items gives its owner: parts used once dissolve, fixed lines vanish.</summary>
internal sealed class Shape
{
    private readonly Dictionary<object, Member> byTarget = [];

    private Shape()
    {
    }

    /// <summary>The properties, in wire order.</summary>
    public List<Member> Members { get; } = [];

    /// <summary>Collects the properties of some items.</summary>
    public static Shape Of(IEnumerable<Item> items)
    {
        var shape = new Shape();
        shape.AddAll(items);
        return shape;
    }

    /// <summary>The property that an item's target goes to; null if it has none.</summary>
    public Member? For(Item item, ItemTarget target) => byTarget.TryGetValue(Key(item, target), out var member) ? member : null;

    /// <summary>True if a part's properties belong to its owner.</summary>
    public static bool Dissolves(Item item, ItemTarget target)
    {
        if (target.Part is not { Resolved.Kind: PartKind.Sequence } part)
            return false;
        if (item.IsChoice)
            return part.Resolved.Items.Count == 1 && part.Resolved.Items[0].Quantifier == Quantifier.Each;
        return item.Quantifier == Quantifier.One;
    }

    private static object Key(Item item, ItemTarget target) => (item, target);

    private void AddAll(IEnumerable<Item> items)
    {
        foreach (var item in items)
        {
            if (item.Quantifier == Quantifier.Stream || item.Target.Kind is TargetKind.Pack or TargetKind.Bytes)
                continue;
            foreach (var target in item.Alternatives)
                Add(item, target);
        }
    }

    private void Add(Item item, ItemTarget target)
    {
        if (Dissolves(item, target))
        {
            AddAll(target.Part!.Resolved.Items);
            return;
        }
        if (MemberOf(item, target) is not { } member)
            return;
        // The same line may be named by two items (an any-order choice): one property serves both.
        if (Members.FirstOrDefault(one => one.Name == member.Name && one.Type == member.Type) is { } same)
            member = same;
        else
            Members.Add(member);
        byTarget[Key(item, target)] = member;
    }

    private static Member? MemberOf(Item item, ItemTarget target)
    {
        var multiplicity = item.IsRepeated ? Multiplicity.Each
            : item.IsChoice || item.Quantifier == Quantifier.Maybe ? Multiplicity.Maybe
            : Multiplicity.One;
        switch (target.Kind)
        {
            case TargetKind.Line when LineTypes.IsCapability(target.Line!):
                return null;
            case TargetKind.Line when target.Line!.IsFixed:
                return multiplicity == Multiplicity.One
                    ? null : new Member(target.Name, "bool", Multiplicity.Maybe, Doc(target.Line)) { IsFlag = true, Line = target.Line };
            case TargetKind.Line:
                return new Member(target.Name, LineTypes.Of(target.Line!), multiplicity, Doc(target.Line!)) { Line = target.Line };
            case TargetKind.Part:
                return new Member(target.Name, Names.Part(target.Part!), multiplicity, $"The part {target.Part!.Address}.") { Part = target.Part };
            case TargetKind.Message:
                return new Member(target.Name, Names.Message(target.Message!), multiplicity, target.Message!.Doc) { Message = target.Message };
            default:
                return null;
        }
    }

    private static string Doc(LineSpec line) => $"{line.Pattern.Text.Trim()}{(line.Doc.Length > 0 ? " - " + line.Doc : "")}";
}
