using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>Which capabilities count in a flow. A version that is itself a place has nothing at the place of its service.</summary>
internal sealed class Places(SpecModel model)
{
    private readonly HashSet<string> _versions =
    [
        .. model.Capabilities.SelectMany(one => one.Offered.Concat(one.Asked)).Where(place => place.Kind == PlaceKind.Version).Select(place => place.Name),
    ];

    /// <summary>Whether the capability can be offered in the flow: by its service, its version, or as a feature of one that is.</summary>
    public bool IsOffered(CapabilitySpec capability, FlowSpec flow) => capability.Offered.Any(place => Counts(place, flow, 0));

    /// <summary>Whether the capability can be asked for in the flow.</summary>
    public bool IsAsked(CapabilitySpec capability, FlowSpec flow) => capability.Asked.Any(place => Counts(place, flow, 0));

    private bool Counts(CapabilityPlace place, FlowSpec flow, int depth) => place.Kind switch
    {
        PlaceKind.Service => place.Name == flow.Service && (flow.Protocols.Count == 0 || !flow.Protocols.All(_versions.Contains)),
        PlaceKind.Version => flow.Protocols.Contains(place.Name),
        PlaceKind.Feature => depth < 4 && place.Capability is { } owner && owner.Offered.Any(one => Counts(one, flow, depth + 1)),
        _ => place.Message is { } message && flow.Messages.Contains(message),
    };
}
