using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GitProto.Spec.Keys;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads <c>examples</c>: <c>name: { captured | invented, given, pkt | text, value | fails }</c>.</summary>
internal sealed class ExampleReader(Draft draft, FactReader facts, Registry registry)
{
    private readonly DiagnosticBag _bag = registry.Bag;

    public IReadOnlyList<ExampleSpec> Read()
    {
        var examples = new List<ExampleSpec>();
        foreach (var entry in draft.Entries("examples")?.Entries ?? [])
        {
            if (Shapes.Entries(entry.Value, entry.Key.Value, _bag) is { } map)
                examples.Add(Example(entry.Key, map));
        }
        return examples;
    }

    private ExampleSpec Example(YamlScalar name, YamlMap map)
    {
        var example = new ExampleSpec(name.Value, name.Span);
        foreach (var entry in map.Entries)
        {
            if (KindTable.ExampleKeys.All(key => key.Name != entry.Key.Value))
                _bag.Add("GP1002", $"an example has no key '{entry.Key.Value}'{Nearest.Hint(entry.Key.Value, KindTable.ExampleKeys.Select(key => key.Name))}", entry.Key.Span);
        }
        if (Shapes.Text(map.Find("given")?.Value, "given", _bag) is { } given)
            example.Given = Given(given);
        if (Shapes.Text(map.Find("pkt")?.Value, "pkt", _bag) is { } packets)
            example.Packets = Packets(packets);
        if (Shapes.Text(map.Find("text")?.Value, "text", _bag) is { } line)
            example.Text = new ExamplePacket(Role.Either, line.Value, 1, null, line.Span);
        example.Captured = Shapes.Text(map.Find("captured")?.Value, "captured", _bag)?.Value;
        example.Invented = Shapes.Text(map.Find("invented")?.Value, "invented", _bag)?.Value;
        if (map.Find("value") is { } value)
            example.Value = Value(value.Value);
        if (Shapes.Text(map.Find("fails")?.Value, "fails", _bag) is { } fails)
            example.Fails = Failure(fails);
        return example;
    }

    private List<Fact> Given(YamlScalar text)
    {
        var given = new List<Fact>();
        var start = 0;
        foreach (var piece in text.Value.Split(','))
        {
            var word = piece.Trim();
            var span = text.At(start + piece.Length - piece.TrimStart().Length, word.Length);
            start += piece.Length + 1;
            if (facts.Fact(word, span) is { } fact)
                given.Add(fact);
        }
        return given;
    }

    private List<ExamplePacket> Packets(YamlScalar text)
    {
        var packets = new List<ExamplePacket>();
        var start = 0;
        foreach (var line in text.Value.Split('\n'))
        {
            if (line.Length > 0)
            {
                Role? role = line.Length >= 3 && line[1] == ':' && line[2] == ' ' ? line[0] switch { 'C' => Role.Client, 'S' => Role.Server, 'H' => Role.Hook, _ => null } : null;
                if (role is { } from)
                    packets.Add(new ExamplePacket(from, line.Substring(3), packets.Count + 1, registry.PacketWithDigits(line.Substring(3)), text.At(start + 3, line.Length - 3)));
                else
                    _bag.Add("GP1008", "a packet of an example begins with who sends it: 'C: ', 'S: ' or 'H: '", text.At(start, line.Length));
            }
            start += line.Length + 1;
        }
        return packets;
    }

    private ExampleFailure? Failure(YamlScalar text)
    {
        var phrase = new Phrase(text);
        if (phrase.Take("line"))
        {
            var (word, _) = phrase.Next();
            var comma = word.EndsWith(",", StringComparison.Ordinal);
            var kind = comma ? phrase.Next().Word : "";
            if (kind.Length > 0 && !Failures.Names.Contains(kind))
            {
                _bag.Add("GP1009", $"'{kind}' is none of {string.Join(", ", Failures.Names)}{Nearest.Hint(kind, Failures.Names)}", text.Span);
                kind = Failures.Any;
            }
            if (phrase.AtEnd && int.TryParse(word.TrimEnd(','), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
                return new ExampleFailure(line, kind, text.Span);
        }
        _bag.Add("GP1008", "'fails' is 'line N, <what is wrong>'", text.Span);
        return null;
    }

    private static ExampleValue Value(YamlNode node)
    {
        var value = new ExampleValue(node.Span);
        switch (node)
        {
            case YamlScalar text:
                value.Text = text.Value;
                break;
            case YamlList list:
                value.Items = [.. list.Items.Select(Value)];
                break;
            case YamlMap map:
                value.Entries = [.. map.Entries.Select(entry => new KeyValuePair<string, ExampleValue>(entry.Key.Value, Value(entry.Value)))];
                break;
        }
        return value;
    }
}
