using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP3006: a repetition whose element may be nothing, or where nobody can say which of two items a line belongs to.</summary>
internal sealed class RepetitionCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var message in model.Messages)
        {
            var mixed = Walk.PartsInAnyOrder(message).Where(part => part.Owner == message).ToArray();
            foreach (var part in mixed)
                AnyOrder(part, bag);
            foreach (var item in Walk.Items(message))
                Item(item, mixed.Any(part => part.Items.Contains(item)), bag);
        }
    }

    private static void Item(Item item, bool inAnyOrder, DiagnosticBag bag)
    {
        if (item.IsRepeated && item.Alternatives.Any(target => target.First.CanBeEmpty))
            bag.Add("GP3006", $"'{item.Text}' repeats something that may be nothing, so nobody can count it", item.Span);
        if (inAnyOrder || !(item.IsRepeated || item.First.CanBeEmpty))
            return;
        if (item.First.Candidates.FirstOrDefault(one => one.Kind != CandidateKind.End && item.Follow.Candidates.Contains(one)) is { } both)
            bag.Add("GP3006", $"'{both.Name}' may be part of '{item.Text}' or stand behind it; nobody can say which", item.Span);
    }

    private static void AnyOrder(PartSpec part, DiagnosticBag bag)
    {
        var seen = new Dictionary<Candidate, Item>();
        foreach (var item in part.Items)
        {
            foreach (var candidate in item.First.Candidates)
            {
                if (seen.TryGetValue(candidate, out var first) && first != item)
                    bag.Add("GP3006", $"two items of '{part.Name}' begin with '{candidate.Name}'; in any order nobody can tell them apart", item.Span, first.Span);
                seen[candidate] = item;
            }
        }
    }
}
