using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP3005: streams of unnamed choices or twice in a message, a bare pack or bytes that is not last, and other items that cannot be.</summary>
internal sealed class ItemCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var message in model.Messages)
        {
            var streams = Walk.Items(message).Where(item => item.Quantifier == Quantifier.Stream).ToArray();
            foreach (var item in streams.Where(item => item.IsChoice))
                bag.Add("GP3005", "a stream of an unnamed choice would have no type of element; name the choice as a part", item.Span);
            foreach (var item in streams.Skip(1))
                bag.Add("GP3005", "a message has at most one stream", item.Span, streams[0].Span);
            foreach (var item in Walk.Items(message))
                Item(message, item, bag);
        }
    }

    private static void Item(MessageSpec message, Item item, DiagnosticBag bag)
    {
        if (item.InAnyOrder && (item.IsChoice || item.Target.Part?.Resolved is not { Kind: PartKind.Sequence }))
            bag.Add("GP3005", "'in any order' needs a part that is a list", item.Span);
        if (item.InAnyOrder && item.IsRepeated)
            bag.Add("GP3005", "a part in any order stands once; its items may repeat", item.Span);
        if (item.Banded && (item.IsChoice || item.Target.Kind is TargetKind.Line or TargetKind.Part or TargetKind.Special))
            bag.Add("GP3005", "a band carries a pack, bytes or another message", item.Span);
        if (!item.Banded && item.Alternatives.Any(target => target.Kind is TargetKind.Pack or TargetKind.Bytes) && !IsLast(message, item))
            bag.Add("GP3005", $"nothing can follow '{item.Text}': without packets around it nobody knows what is behind it", item.Span);
    }

    private static bool IsLast(MessageSpec message, Item item)
    {
        IReadOnlyList<Item> owner = message.Body.Contains(item) ? message.Body : message.Parts.First(part => part.Items.Contains(item)).Items;
        return ReferenceEquals(owner[owner.Count - 1], item) && item.Follow.Candidates.All(candidate => candidate.Kind == CandidateKind.End);
    }
}
