using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>Computes what may come first in every item, part and message.</summary>
internal sealed class FirstSets
{
    private readonly HashSet<SpecElementKey> _open = [];
    private readonly HashSet<SpecElementKey> _done = [];

    public FirstSet Message(MessageSpec message)
    {
        var key = new SpecElementKey(message);
        if (!_done.Contains(key) && _open.Add(key))
        {
            foreach (var item in message.Body.Concat(message.Parts.SelectMany(part => part.Items)))
                Item(item);
            foreach (var part in message.Parts)
                Part(part);
            message.First = Sequence(message.Body);
            Leave(key);
        }
        return message.First;
    }

    private FirstSet Item(Item item)
    {
        if (item.First.Candidates.Count > 0)
            return item.First;
        if (item.InAnyOrder && item.Target.Part is { } mixed)
            mixed.Resolved.InAnyOrder = true;
        var firsts = item.Alternatives.Select(Target).ToArray();
        var empty = item.Minimum == 0 || firsts.Any(first => first.CanBeEmpty);
        item.First = item.Banded
            ? FirstSet.Of([Candidate.Band], empty)
            : FirstSet.Of(firsts.SelectMany(first => first.Candidates), empty);
        return item.First;
    }

    private FirstSet Target(ItemTarget target)
    {
        target.First = target.Kind switch
        {
            TargetKind.Line => FirstSet.Of([Candidate.Of(target.Line!)], false),
            TargetKind.Special => FirstSet.Of([Candidate.Of(target.Packet!)], false),
            TargetKind.Pack => FirstSet.Of([Candidate.Pack], false),
            TargetKind.Bytes => FirstSet.Of([Candidate.Bytes], true),
            TargetKind.Part => Part(target.Part!.Resolved),
            _ => Message(target.Message!),
        };
        return target.First;
    }

    private FirstSet Part(PartSpec part)
    {
        if (!ReferenceEquals(part, part.Resolved))
            return part.First = Part(part.Resolved);
        var key = new SpecElementKey(part);
        if (_done.Contains(key) || !_open.Add(key))
            return part.First;
        part.First = part.Kind == PartKind.Choice ? Choice(part.Alternatives) : part.InAnyOrder ? AnyOrder(part.Items) : Sequence(part.Items);
        Leave(key);
        return part.First;
    }

    private FirstSet Choice(IEnumerable<ItemTarget> alternatives)
    {
        var firsts = alternatives.Select(Target).ToArray();
        return FirstSet.Of(firsts.SelectMany(first => first.Candidates), firsts.Any(first => first.CanBeEmpty));
    }

    private FirstSet AnyOrder(IEnumerable<Item> items)
    {
        var firsts = items.Select(Item).ToArray();
        return FirstSet.Of(firsts.SelectMany(first => first.Candidates), firsts.All(first => first.CanBeEmpty));
    }

    private FirstSet Sequence(IReadOnlyList<Item> items)
    {
        var candidates = new List<Candidate>();
        foreach (var item in items)
        {
            var first = Item(item);
            candidates.AddRange(first.Candidates);
            if (!first.CanBeEmpty)
                return FirstSet.Of(candidates, false);
        }
        return FirstSet.Of(candidates, true);
    }

    private void Leave(SpecElementKey key)
    {
        _open.Remove(key);
        _done.Add(key);
    }

    private readonly record struct SpecElementKey(object Element);
}
