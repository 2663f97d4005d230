using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Examples;
using GitProto.Spec.Text;

namespace GitProto.Spec.Check;

/// <summary>GP6001 to GP6004 for kinds that have lines but no packets: an example is one text, and names its line in its value.</summary>
internal sealed class TextExampleCheck : ICheck
{
    private static readonly int[] Widths = [40, 64];

    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var definition in model.All)
        {
            IReadOnlyList<LineSpec> lines = definition is ErrorsSpec errors ? errors.Lines : definition is TransportSpec transport ? transport.Lines : [];
            foreach (var example in definition.Examples.Where(one => one.Text is not null && (one.Value is null || one.Fails is null) && lines.Count > 0))
                _ = Widths.All(width => Check(definition, lines, example, width, bag));
        }
    }

    private static bool Check(SpecDefinition definition, IReadOnlyList<LineSpec> lines, ExampleSpec example, int hexWidth, DiagnosticBag bag)
    {
        var matcher = new LineMatcher(hexWidth);
        var text = example.Text!.Payload(hexWidth);
        var first = lines.FirstOrDefault(line => matcher.Match(line.Pattern, text).Ok);
        if (example.Fails is { } fails)
            return first is null && fails.Line == 1 && fails.Kind == Failures.NoLine || Say(bag, "GP6004", $"the text is no failure 'line 1, no-line': it matches '{first?.Name ?? "nothing"}'", fails.Span);
        if (example.Value?.Entries is not { Count: 1 } entries)
            return Say(bag, "GP6005", "the value names one line: '{ line: value }'", example.Value?.Span ?? example.Span);
        if (lines.FirstOrDefault(line => line.Name == entries[0].Key) is not { } named)
            return Say(bag, "GP2001", $"there is no line '{entries[0].Key}'{Nearest.Hint(entries[0].Key, lines.Select(line => line.Name))}", example.Value.Span);
        if (definition is ErrorsSpec && first is not null && first != named)
            return Say(bag, "GP6002", $"the first line that matches is '{first.Name}', not '{named.Name}'", example.Value.Span);
        var match = matcher.Match(named.Pattern, text);
        if (!match.Ok)
            return Say(bag, "GP6001", $"the text does not match '{named.Name}': {match.Failure} at byte {match.Offset}", example.Text.Span);
        var value = LineMatcher.Value(named.Pattern, match);
        if (NodeComparer.Difference(value, Node.Of(entries[0].Value, hexWidth)) is { } difference)
            return Say(bag, "GP6002", $"the text has another value: {difference}", example.Value.Span);
        var written = new LineWriter(hexWidth).Write(named.Pattern, value, null);
        return written.SequenceEqual(text) || Say(bag, "GP6003", $"the value is written as other text: '{Show.Bytes(written)}'", example.Text.Span);
    }

    private static bool Say(DiagnosticBag bag, string id, string message, SourceSpan span)
    {
        bag.Add(id, message, span);
        return false;
    }
}
