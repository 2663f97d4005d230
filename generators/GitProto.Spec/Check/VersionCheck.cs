using System.Linq;

namespace GitProto.Spec.Check;

/// <summary>GP5001: a capability older than one it needs, or a message older than everything that allows it.</summary>
internal sealed class VersionCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var capability in model.Capabilities)
        {
            foreach (var needed in capability.Needs.Where(needed => capability.Since?.IsOlderThan(needed.Since) == true))
                bag.Add("GP5001", $"'{capability.Id}' came with {capability.Since}, but needs '{needed.Id}', which came with {needed.Since}", capability.Span, needed.Span);
            foreach (var feature in capability.Features.Where(feature => feature.Since?.IsOlderThan(capability.Since) == true && feature.Offered.All(place => place.Kind == PlaceKind.Feature)))
                bag.Add("GP5001", $"'{feature.Id}' came with {feature.Since}, but is a feature of '{capability.Id}', which came with {capability.Since}", feature.Span, capability.Span);
        }
        foreach (var message in model.Messages.Where(message => message.Gates.Count > 0 && message.Gates.All(gate => message.Since?.IsOlderThan(gate.Since) == true)))
            bag.Add("GP5001", $"'{message.Id}' came with {message.Since}, before anything that allows it", message.Span, message.Gates[0].Span);
    }
}
