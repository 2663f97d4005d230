using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP3001 for capabilities: two of them may not look alike at one place.</summary>
internal sealed class CapabilityWordCheck(Overlap overlap) : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        Check(model.Capabilities.SelectMany(one => one.Offered), bag);
        Check(model.Capabilities.SelectMany(one => one.Asked), bag);
    }

    private void Check(IEnumerable<CapabilityPlace> places, DiagnosticBag bag)
    {
        foreach (var place in places.Where(one => one.Kind != PlaceKind.Message).GroupBy(one => one.Name))
        {
            var all = place.ToArray();
            for (var i = 0; i < all.Length; i++)
            {
                for (var j = i + 1; j < all.Length; j++)
                {
                    if (overlap.Witness(all[i].Pattern, all[j].Pattern) is { } witness)
                        bag.Add("GP3001", $"two capabilities at '{place.Key}' both match '{witness}'", all[j].Pattern.Span, all[i].Pattern.Span);
                }
            }
        }
    }
}
