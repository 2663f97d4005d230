using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Load;

namespace GitProto.Spec.Explain;

/// <summary>What is said of an element: its words, who allows it, where it comes from and where it stands.</summary>
internal static class ElementSection
{
    public static void Write(Page page, Element element)
    {
        var doc = Doc(element);
        if (doc.Length > 0)
            page.Sentences(doc);
        page.Blank();
        page.Table(Facts(element).Where(row => row.Text.Length > 0));
    }

    private static string Doc(Element element) => element.Thing switch
    {
        SpecDefinition definition => definition.Doc,
        LineSpec line => line.Doc,
        StateSpec state => state.IsEnd ? "The end of the flow." : state.Doc,
        RuleSpec rule => rule.Text,
        PacketSpec packet => packet.Doc,
        BandSpec band => band.Doc,
        _ => "",
    };

    private static IEnumerable<(string Name, string Text)> Facts(Element element)
    {
        var owner = element.Owner;
        var state = element.Thing as StateSpec;
        return
        [
            ("sent by", owner is MessageSpec message ? message.From == Role.Either ? "either side" : "the " + Roles.Name(message.From) : ""),
            ("allowed by", string.Join(" or ", Gates(element).Select(gate => gate.Id))),
            .. element.Thing is CapabilitySpec capability ? Capability(capability) : [],
            .. owner is FlowSpec flow ? Flow(flow) : [],
            ("since", (state?.Since ?? owner.Since)?.Text ?? ""),
            ("source", state is { Source.Length: > 0 } ? state.Source : owner.Source),
            ("note", owner.Note ?? ""),
            ("stands at", element.Span.ToString()),
        ];
    }

    private static IEnumerable<(string Name, string Text)> Flow(FlowSpec flow) =>
    [
        ("between", string.Join(" and ", flow.Between.Select(Roles.Name))),
        ("service", flow.Service ?? ""),
        ("protocol", string.Join(", ", flow.Protocols)),
    ];

    private static IEnumerable<(string Name, string Text)> Capability(CapabilitySpec capability) =>
    [
        .. capability.Offered.Select(place => ("offered", Place(place))),
        .. capability.Asked.Select(place => ("asked", Place(place))),
        ("allows", string.Join(", ", capability.Allows.Select(one => one.Text))),
        ("needs", string.Join(", ", capability.Needs.Select(one => one.Id))),
        ("excludes", string.Join(", ", capability.Excludes.Select(one => one.Id))),
        ("without it", capability.Without switch
        {
            Absence.Refuse => "a sender refuses before a byte is sent",
            Absence.Omit => "a sender leaves it out, and reports that",
            _ => "",
        }),
        ("features", string.Join(", ", capability.Features.Select(one => one.Id))),
    ];

    private static string Place(CapabilityPlace place) =>
        $"{place.Name}: {place.Pattern.Text}{(place.Repeated ? ", repeated" : "")}{(place.IfStateless ? " if stateless" : "")}";

    private static IReadOnlyList<CapabilitySpec> Gates(Element element) => element.Thing switch
    {
        MessageSpec message => message.Gates,
        LineSpec line => line.Gates,
        PartSpec part => part.Gates,
        EnumValueSpec word => word.Gates,
        _ => [],
    };
}
