using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP4001: two messages of one state and side begin alike, and no required literal line in a head of free order tells them apart.</summary>
internal sealed class AmbiguousMessageCheck(Overlap overlap) : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        var known = new Dictionary<(MessageSpec, MessageSpec), string?>();
        foreach (var state in model.Flows.SelectMany(flow => flow.States))
        {
            foreach (var side in state.Arrows.GroupBy(arrow => arrow.Role))
                Side([.. side.Where(arrow => arrow.Event != EventKind.Eof)], known, bag);
        }
    }

    private void Side(IReadOnlyList<ArrowSpec> arrows, Dictionary<(MessageSpec, MessageSpec), string?> known, DiagnosticBag bag)
    {
        for (var i = 0; i < arrows.Count; i++)
        {
            for (var j = i + 1; j < arrows.Count; j++)
            {
                if (arrows[j].IsElse || Alike(arrows[i], arrows[j], known) is not { } witness)
                    continue;
                bag.Add("GP4001", $"'{Name(arrows[i])}' and '{Name(arrows[j])}' both begin with {witness}, and nothing tells them apart", arrows[j].Span, arrows[i].Span);
            }
        }
    }

    private string? Alike(ArrowSpec one, ArrowSpec other, Dictionary<(MessageSpec, MessageSpec), string?> known)
    {
        if (one.Message is { } first && other.Message is { } second)
        {
            if (first == second)
                return null;
            if (!known.TryGetValue((first, second), out var witness))
                known.Add((first, second), witness = Alike(first, second));
            return witness;
        }
        var message = one.Message ?? other.Message;
        var packet = one.Packet ?? other.Packet;
        return message is not null && packet is not null && message.First.Candidates.Any(candidate => candidate.Packet?.Name == packet.Name) ? packet.Name : null;
    }

    private string? Alike(MessageSpec one, MessageSpec other)
    {
        if (IsToldApart(one, other))
            return null;
        foreach (var left in one.First.Candidates)
        {
            foreach (var right in other.First.Candidates)
            {
                if (left.Kind != right.Kind)
                    continue;
                if (left.Line is null && left.Equals(right))
                    return left.Name;
                if (left.Line is not null && overlap.Witness(left.Line.Pattern, right.Line!.Pattern) is { } witness)
                    return $"'{witness}'";
            }
        }
        return null;
    }

    private static bool IsToldApart(MessageSpec one, MessageSpec other) =>
        Heads(one).Any(left => Heads(other).Any(right => left.Pattern.Text != right.Pattern.Text));

    /// <summary>The lines of literal bytes that must stand in a head of free order.</summary>
    private static IEnumerable<LineSpec> Heads(MessageSpec message) =>
        message.Body.Take(1).Where(item => item.InAnyOrder && item.Target.Part is not null).SelectMany(item => item.Target.Part!.Resolved.Items)
            .Where(item => item.Minimum > 0 && item.Target.Line?.Pattern.IsLiteral == true).Select(item => item.Target.Line!);

    private static string Name(ArrowSpec arrow) => arrow.Message?.Id ?? arrow.Packet?.Name ?? "eof";
}
