using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>
/// GP3001: two lines that may come at one place match the same bytes, and neither is the special case that should be tried first.
/// GP3002: a line that an earlier one always takes away. Both are exact, by automata; the message shows the shortest text.
/// </summary>
internal sealed class DecisionCheck(Overlap overlap) : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        var done = new HashSet<(LineSpec, LineSpec)>();
        foreach (var item in model.Messages.SelectMany(Walk.Items))
            Check([.. item.Decision.Where(one => one.Line is not null).Select(one => one.Line!)], done, item, bag);
        foreach (var part in model.Messages.SelectMany(message => message.Parts))
            Check([.. part.First.Lines], done, null, bag);
    }

    private void Check(IReadOnlyList<LineSpec> lines, HashSet<(LineSpec, LineSpec)> done, Item? item, DiagnosticBag bag)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = i + 1; j < lines.Count; j++)
            {
                if (done.Add((lines[i], lines[j])))
                    Pair(lines[i], lines[j], item, bag);
            }
        }
    }

    private void Pair(LineSpec first, LineSpec second, Item? item, DiagnosticBag bag)
    {
        if (overlap.Witness(first.Pattern, second.Pattern) is not { } witness)
            return;
        var place = item is null ? "" : $" at '{item.Text}'";
        if (overlap.IsWithin(second.Pattern, first.Pattern))
            bag.Add("GP3002", $"'{second.Name}' is never reached{place}: whatever it matches, '{first.Name}' has taken before, such as '{witness}'", second.Span, first.Span);
        else if (!Narrower.Is(first.Pattern, second.Pattern))
            bag.Add("GP3001", $"'{first.Name}' and '{second.Name}' both match '{witness}'{place}; one of them must be narrower and come first", second.Span, first.Span);
    }
}
