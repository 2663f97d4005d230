using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>Computes what may stand behind every item, wherever its owner is used, and from it what a reader decides between.</summary>
internal sealed class FollowSets
{
    private readonly Dictionary<Item, Behind> _behind = [];
    private readonly HashSet<PartSpec> _open = [];

    public static void Compute(IEnumerable<MessageSpec> messages)
    {
        var sets = new FollowSets();
        foreach (var message in messages)
            sets.Sequence(message.Body, new Behind([Candidate.End], []));
        foreach (var pair in sets._behind)
        {
            var (item, behind) = (pair.Key, pair.Value);
            item.Follow = FirstSet.Of(behind.Next, false);
            item.Later = FirstSet.Of(behind.Later, false);
            IEnumerable<Candidate> other = item.First.CanBeEmpty || item.IsRepeated ? behind.Next : [];
            item.Decision = FirstSet.Of(item.First.Candidates.Concat(other), false).Candidates;
        }
    }

    private void Sequence(IReadOnlyList<Item> items, Behind behind)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            Visit(items[i], behind);
            var first = items[i].First;
            behind = new Behind(first.CanBeEmpty ? [.. first.Candidates, .. behind.Next] : [.. first.Candidates], [.. first.Candidates, .. behind.Later]);
        }
    }

    private void AnyOrder(IReadOnlyList<Item> items, Behind behind)
    {
        var all = behind with { Next = [.. items.SelectMany(item => item.First.Candidates), .. behind.Next] };
        foreach (var item in items)
            Visit(item, all);
    }

    private void Visit(Item item, Behind behind)
    {
        if (_behind.TryGetValue(item, out var known))
        {
            known.Next.AddRange(behind.Next.Where(candidate => !known.Next.Contains(candidate)));
            known.Later.AddRange(behind.Later.Where(candidate => !known.Later.Contains(candidate)));
        }
        else
        {
            _behind.Add(item, new Behind([.. behind.Next.Distinct()], [.. behind.Later.Distinct()]));
        }
        if (item.Banded)
            return;
        var inner = item.IsRepeated ? behind with { Next = [.. item.First.Candidates, .. behind.Next] } : behind;
        foreach (var target in item.Alternatives)
            Target(target, inner, item.InAnyOrder);
    }

    private void Target(ItemTarget target, Behind behind, bool anyOrder)
    {
        if (target.Message is { } message)
            Sequence(message.Body, behind);
        if (target.Part?.Resolved is not { } part || !_open.Add(part))
            return;
        if (part.Kind == PartKind.Choice)
        {
            foreach (var alternative in part.Alternatives)
                Target(alternative, behind, anyOrder: false);
        }
        else if (anyOrder)
        {
            AnyOrder(part.Items, behind);
        }
        else
        {
            Sequence(part.Items, behind);
        }
        _open.Remove(part);
    }

    /// <summary>What may come next, and what may come further on if something required were left out.</summary>
    private sealed record Behind(List<Candidate> Next, List<Candidate> Later);
}
