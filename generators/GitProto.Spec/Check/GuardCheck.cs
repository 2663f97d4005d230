using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP4004: an 'else' below an arrow that nothing gates, or a condition that can never hold in its flow.</summary>
internal sealed class GuardCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        var places = new Places(model);
        foreach (var state in model.Flows.SelectMany(flow => flow.States))
        {
            ArrowSpec? above = null;
            foreach (var arrow in state.Arrows)
            {
                if (arrow.IsElse && !IsGated(above, arrow.Role))
                    bag.Add("GP4004", "'else' is for what an arrow above needs, and the one above needs nothing", arrow.Span, above?.Span);
                foreach (var fact in arrow.Conditions)
                    Condition(state.Owner, fact, places, bag);
                above = arrow;
            }
        }
    }

    private static bool IsGated(ArrowSpec? above, Role role) =>
        above is not null && above.Role == role && (above.IsElse || above.Message?.Gates.Count > 0 || Gates(above.With).Count > 0);

    private static IReadOnlyList<CapabilitySpec> Gates(ElementRef? element) => element?.Line?.Gates ?? element?.Part?.Gates ?? element?.Value?.Gates ?? [];

    private static void Condition(FlowSpec flow, Fact fact, Places places, DiagnosticBag bag)
    {
        if (fact.Capability is { } capability && flow.Service is { } service && !places.IsOffered(capability, flow))
            bag.Add("GP4004", $"'{capability.Id}' is never offered in this flow, neither by {service} nor by its versions", fact.Span, capability.Span);
        if (fact.Element is { } element && !flow.Messages.Contains(element.Message))
            bag.Add("GP4004", $"'{element.Message.Id}' is not sent in this flow, so nothing can have stood in it", fact.Span, element.Message.Span);
    }
}
