using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Load;

namespace GitProto.Spec.Explain;

/// <summary>The grammar of an element, in the language's own phrases.</summary>
internal static class GrammarSection
{
    public static void Write(Page page, Element element)
    {
        var rows = Rows(element.Thing).ToArray();
        if (rows.Length == 0)
            return;
        page.Title("Grammar");
        page.Table(rows);
        if (element.Thing is MessageSpec message)
            Newline(page, message);
    }

    private static IEnumerable<(string Name, string Text)> Rows(object thing) => thing switch
    {
        MessageSpec message => [("body", Items(message.Body)), .. message.Parts.Select(Row), .. message.Lines.Select(Row), .. message.Fields.Select(Row)],
        CapabilitySpec capability => capability.Fields.Select(Row),
        ErrorsSpec errors => [.. errors.Lines.Select(Row), .. errors.Fields.Select(Row)],
        TransportSpec transport => [.. transport.Lines.Select(Row), .. transport.Fields.Select(Row)],
        FlowSpec flow => flow.States.SelectMany(state => new[] { (state.Name, state.IsEnd ? "the end" : state.Doc) }.Concat(Arrows(state).Select(row => ("  " + row.Item1, row.Item2)))),
        StateSpec state => Arrows(state).Concat(Leading(state)),
        PartSpec part => [Row(part), .. Users(part.Owner, target => target.Part == part)],
        LineSpec line => [("line", Shown(line.Pattern.Text)), .. Fields(line), .. line.Owner is MessageSpec message ? Users(message, target => target.Line == line) : []],
        FieldSpec field => [Row(field)],
        EnumValueSpec word => [Row(word.Field)],
        FramingSpec framing => [.. framing.Packets.Select(Row), .. framing.Bands.Select(Row), .. framing.Limits.Select(Row)],
        PacketSpec packet => [Row(packet)],
        BandSpec band => [Row(band)],
        LimitSpec limit => [Row(limit)],
        _ => [],
    };

    private static (string Name, string Text) Row(PartSpec part) => (part.Name, part.Kind switch
    {
        PartKind.Choice => string.Join(" or ", part.Alternatives.Select(target => target.Name)),
        PartKind.Loan => part.Resolved.Address + ": " + Row(part.Resolved).Text,
        _ => Items(part.Items),
    } + Needs(part.Gates));

    private static (string Name, string Text) Row(LineSpec line) => (line.Name, Shown(line.Pattern.Text) + (line.Doc.Length > 0 ? "  -- " + line.Doc : "") + Needs(line.Gates));

    private static (string Name, string Text) Row(FieldSpec field)
    {
        var set = field.Resolved;
        var words = set.Values.Select(word => word.Text + Needs(word.Gates)).Concat(set.Patterns.Select(pattern => pattern.Pattern.Text));
        return ($"<{field.Name}>", string.Join(" | ", words.Concat(set.IsOpen ? ["..."] : [])));
    }

    private static (string Name, string Text) Row(PacketSpec packet) => ($"{packet.Digits} {packet.Name}", packet.Doc);

    private static (string Name, string Text) Row(BandSpec band) => ($"band {band.Number} {band.Name}", band.Doc);

    private static (string Name, string Text) Row(LimitSpec limit) => (limit.Name, $"at most {limit.Write} bytes are written, {limit.Read} read");

    private static string Items(IEnumerable<Item> items) => "[" + string.Join(", ", items.Select(item => item.Text)) + "]";

    private static string Needs(IReadOnlyList<CapabilitySpec> gates) => gates.Count == 0 ? "" : $" (needs {string.Join(" or ", gates.Select(gate => gate.Id))})";

    private static string Shown(string text) => text.Length == 0 ? "(an empty line)" : text;

    private static IEnumerable<(string Name, string Text)> Fields(LineSpec line) =>
        line.Pattern.AllFields.Select(field => ($"<{field.Name}>", field.Spec is { } set ? Row(set).Text : FieldWords.Of(field.Type))).Distinct();

    /// <summary>The items and parts that name something.</summary>
    private static IEnumerable<(string Name, string Text)> Users(MessageSpec message, System.Func<ItemTarget, bool> names) =>
        Named("body", message.Body, names).Concat(message.Parts.SelectMany(part =>
            Named(part.Name, part.Items, names).Concat(part.Alternatives.Any(names) ? [("in " + part.Name, Row(part).Text)] : [])));

    private static IEnumerable<(string Name, string Text)> Named(string owner, IEnumerable<Item> items, System.Func<ItemTarget, bool> names) =>
        items.Where(item => item.Alternatives.Any(names)).Select(item => ("in " + owner, item.Text));

    private static IEnumerable<(string Name, string Text)> Arrows(StateSpec state) =>
    [
        .. state.Arrows.Select(arrow => (Roles.Name(arrow.Role) + " sends", string.Join(" ", arrow.Text.Split([' '], System.StringSplitOptions.RemoveEmptyEntries)))),
        .. state.NextTurn is { } turn ? new[] { ("next turn", turn.Name) } : [],
    ];

    private static IEnumerable<(string Name, string Text)> Leading(StateSpec state) => state.Owner.States.SelectMany(from => from.Arrows)
        .Where(arrow => arrow.To == state && arrow.From != state).Select(arrow => arrow.From.Name).Distinct().Select(from => ("comes from", from));

    private static void Newline(Page page, MessageSpec message)
    {
        if (message.BandedIf is { } fact)
            page.Line($"Every packet carries the number of a band if {fact.Text}.");
        if (message.Newline == NewlineMode.None)
            page.Line("LF is not written at the end of a line; reading takes both.");
        else if (message.NewlineKeptIn is { } part)
            page.Line($"LF is not written at the end of a line; in {part.Name} it is content.");
    }
}
