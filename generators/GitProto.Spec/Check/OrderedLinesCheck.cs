using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP3002 for refusals: they are tried in the order of the file, so none may be hidden by an earlier one.</summary>
internal sealed class OrderedLinesCheck(Overlap overlap) : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        var lines = model.Errors?.Lines ?? [];
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = i + 1; j < lines.Count; j++)
            {
                var (first, second) = (lines[i], lines[j]);
                if (overlap.Witness(first.Pattern, second.Pattern) is { } witness && overlap.IsWithin(second.Pattern, first.Pattern))
                    bag.Add("GP3002", $"'{second.Name}' is never reached: whatever it matches, '{first.Name}' has taken before, such as '{witness}'", second.Span, first.Span);
            }
        }
    }
}
