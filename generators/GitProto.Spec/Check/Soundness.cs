using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>Picks the definitions that lost nothing on the way, nor rest on one that did: only their grammar is what the author wrote.</summary>
internal static class Soundness
{
    public static SpecModel Of(SpecModel model, bool isWhole, DiagnosticBag bag)
    {
        var unsound = new HashSet<SpecDefinition>(model.All.Where(one => !bag.IsSound(one.Span.Path)));
        if (unsound.Count == 0 && isWhole)
            return model;
        for (var before = -1; before < unsound.Count;)
        {
            before = unsound.Count;
            unsound.UnionWith(model.All.Where(one => RestsOn(one).Any(unsound.Contains)));
        }
        return new SpecModel([.. model.All.Where(one => !unsound.Contains(one))]) { IsWhole = false };
    }

    private static IEnumerable<SpecDefinition> RestsOn(SpecDefinition definition) => definition switch
    {
        MessageSpec message => Walk.Targets(message).Select(target => (SpecDefinition?)target.Message ?? target.Part?.Resolved.Owner ?? definition),
        CapabilitySpec capability => capability.Needs.Concat(capability.Offered.Where(place => place.Capability is not null).Select(place => place.Capability!)),
        FlowSpec flow => flow.Messages.Concat<SpecDefinition>(flow.States.SelectMany(state => state.Arrows).SelectMany(arrow => arrow.Conditions)
            .Where(fact => fact.Capability is not null).Select(fact => fact.Capability!)),
        _ => [],
    };
}
