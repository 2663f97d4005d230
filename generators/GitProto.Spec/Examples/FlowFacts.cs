using System.Collections.Generic;
using System.Linq;
using System.Text;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Examples;

/// <summary>What is known in the course of a conversation: what was offered and asked for, and what stood in the last message of each kind.</summary>
internal sealed class FlowFacts
{
    private readonly FlowSpec _flow;
    private readonly SpecModel _model;
    private readonly Places _places;
    private readonly LineMatcher _matcher;
    private readonly HashSet<CapabilitySpec> _offered = [];
    private readonly HashSet<CapabilitySpec> _asked = [];
    private readonly Dictionary<MessageSpec, HashSet<object>> _last = [];
    private readonly int _hexWidth;

    public FlowFacts(FlowSpec flow, SpecModel model, IReadOnlyList<Fact> given, int hexWidth)
    {
        (_flow, _model, _places, _matcher, _hexWidth) = (flow, model, new Places(model), new LineMatcher(hexWidth), hexWidth);
        IsStateless = given.Any(fact => fact.Kind == FactKind.Stateless);
        foreach (var fact in given.Where(fact => fact.Capability is not null))
        {
            _offered.Add(fact.Capability!);
            _asked.Add(fact.Capability!);
        }
    }

    public bool IsStateless { get; }

    public DecodeContext Context(Role role, MessageSpec? error) => new(_hexWidth, gates => IsOpen(gates, role), Holds, error);

    public bool Holds(ArrowSpec arrow) => arrow.Conditions.Count == 0 || arrow.Conditions.All(Holds) != arrow.IsUnless;

    public bool Holds(Fact fact) => fact.Kind switch
    {
        FactKind.Stateless => IsStateless,
        FactKind.Capability => IsAgreed(fact.Capability!),
        _ => _last.TryGetValue(fact.Element!.Message, out var seen) && FlowRunner.Has(fact.Element, seen),
    };

    /// <summary>A client may send what was offered; a server only what is agreed.</summary>
    public bool IsOpen(IReadOnlyList<CapabilitySpec> gates, Role role) =>
        gates.Count == 0 || _flow.Service is null || gates.Any(gate => IsAgreed(gate) || _asked.Contains(gate) || (role == Role.Client && _offered.Contains(gate)));

    public void Learn(MessageSpec message, Role role, Node value, HashSet<object> seen)
    {
        var known = role == Role.Server ? _offered : _asked;
        foreach (var word in Words(message, value))
            Word(word, role, known);
        if (role == Role.Client)
            _asked.UnionWith(_model.Capabilities.Where(one => one.Asked.Any(place => place.Line is { } line && seen.Contains(line))));
    }

    public void Remember(MessageSpec message, HashSet<object> seen) => _last[message] = seen;

    private bool IsAgreed(CapabilitySpec capability) => (_places.IsAsked(capability, _flow) ? _asked : _offered).Contains(capability);

    private static IEnumerable<byte[]> Words(MessageSpec message, Node value)
    {
        var lines = message.Lines.Where(line => line.Pattern.AllFields.Any(field => field.Type == FieldType.Capability)).SelectMany(line => value.Get(line.Name)?.Items ?? []);
        return (value.Get("capabilities")?.Items ?? []).Concat(lines).Select(word => word.Bytes ?? []);
    }

    private void Word(byte[] word, Role role, HashSet<CapabilitySpec> known)
    {
        foreach (var capability in _model.Capabilities)
        {
            foreach (var place in (role == Role.Server ? capability.Offered : capability.Asked).Where(IsHere))
            {
                if (_matcher.Match(place.Pattern, word) is not { Ok: true } match)
                    continue;
                known.Add(capability);
                foreach (var feature in match.Fields.Entries.SelectMany(entry => entry.Value.Items ?? []))
                    Feature(capability, feature.Bytes ?? Encoding.UTF8.GetBytes(feature.ToString()), known);
            }
        }
    }

    private void Feature(CapabilitySpec owner, byte[] word, HashSet<CapabilitySpec> known) =>
        known.UnionWith(owner.Features.Where(one => one.Offered.Any(place => place.Capability == owner && _matcher.Match(place.Pattern, word).Ok)));

    private bool IsHere(CapabilityPlace place) => place.Kind switch
    {
        PlaceKind.Service => place.Name == _flow.Service,
        PlaceKind.Version => _flow.Protocols.Contains(place.Name),
        _ => false,
    };
}
