using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP3003: a line that takes anything repeats, and nothing literal can end it.</summary>
internal sealed class CatchAllCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var item in model.Messages.SelectMany(Walk.Items).Where(item => item.IsRepeated && !item.Banded))
        {
            if (item.First.Lines.FirstOrDefault(line => line.Pattern.IsCatchAll) is not { } anything)
                continue;
            foreach (var candidate in item.Follow.Candidates.Where(candidate => !item.First.Candidates.Contains(candidate)))
            {
                if (candidate.Kind == CandidateKind.End || (candidate.Line is { } line && line.Pattern.LeadingLiteral.Count == 0))
                    bag.Add("GP3003", $"'{anything.Name}' takes anything and repeats, so {candidate.Name} behind it must begin with a literal", item.Span, candidate.Line?.Span);
            }
        }
    }
}
