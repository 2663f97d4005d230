using System;
using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Keys;

namespace GitProto.Spec.Explain;

/// <summary>Every address of a spec. One address may name two things: a message and a capability, a line and a rule.</summary>
internal static class ElementIndex
{
    public static IReadOnlyList<Element> Of(SpecModel model) => [.. model.All.SelectMany(Of)];

    /// <summary>What an address means. Of the spec's one framing and its named refusals the name alone will do, or the kind in place of the id.</summary>
    public static IReadOnlyList<Element> Find(IReadOnlyList<Element> all, string address)
    {
        var found = all.Where(one => one.Address == address || (one.Owner is FramingSpec or ErrorsSpec && IsShort(one, address))).ToArray();
        return found.Length > 0 ? found : [.. all.Where(one => one.Thing is EnumValueSpec word && one.Owner.Id + "." + word.Text == address)];
    }

    private static bool IsShort(Element element, string address)
    {
        var kind = KindTable.Of(element.Owner.Kind).Name;
        var name = element.Address.Substring(Math.Min(element.Address.Length, element.Owner.Id.Length + 1));
        return name.Length == 0 ? address == kind : address == kind + "." + name || (address == name && element.Thing is not RuleSpec);
    }

    private static IEnumerable<Element> Of(SpecDefinition owner)
    {
        var kind = KindTable.Of(owner.Kind).Name;
        return Inside(owner).Select(one => new Element(owner.Id + "." + one.Name, $"{one.Title} of the {kind} {owner.Id}", owner, one.Thing, one.Span))
            .Prepend(new Element(owner.Id, kind, owner, owner, owner.Span));
    }

    private static List<(string Name, string Title, object Thing, SourceSpan Span)> Inside(SpecDefinition owner)
    {
        var all = new List<(string Name, string Title, object Thing, SourceSpan Span)>();
        all.AddRange(LinesOf(owner).Select(line => (line.Name, owner is ErrorsSpec ? "refusal" : "line", (object)line, line.Span)));
        all.AddRange(((owner as MessageSpec)?.Parts ?? []).Select(part => (part.Name, "part", (object)part, part.Span)));
        foreach (var field in FieldsOf(owner))
        {
            all.Add((field.Name, "field", field, field.Span));
            all.AddRange(field.Values.Select(word => (field.Name + "." + word.Text, "word", (object)word, word.Span)));
            if (field.Kind == FieldSetKind.Patterns)
                all.AddRange(field.Patterns.Select(pattern => (field.Name + "." + pattern.Name, "pattern", (object)pattern, pattern.Span)));
        }
        all.AddRange(((owner as FlowSpec)?.States ?? []).Select(state => (state.Name, "state", (object)state, state.Span)));
        if (owner is FramingSpec framing)
        {
            all.AddRange(framing.Packets.Select(packet => (packet.Name, "special packet", (object)packet, packet.Span)));
            all.AddRange(framing.Bands.Select(band => (band.Name, "band", (object)band, band.Span)));
            all.AddRange(framing.Limits.Select(limit => (limit.Name, "limit", (object)limit, limit.Span)));
        }
        all.AddRange(owner.Rules.Select(rule => (rule.Id, "rule", (object)rule, rule.Span)));
        return all;
    }

    public static IReadOnlyList<LineSpec> LinesOf(SpecDefinition owner) => owner switch
    {
        MessageSpec message => message.Lines,
        ErrorsSpec errors => errors.Lines,
        TransportSpec transport => transport.Lines,
        _ => [],
    };

    public static IReadOnlyList<FieldSpec> FieldsOf(SpecDefinition owner) => owner switch
    {
        MessageSpec message => message.Fields,
        CapabilitySpec capability => capability.Fields,
        ErrorsSpec errors => errors.Fields,
        TransportSpec transport => transport.Fields,
        _ => [],
    };
}
