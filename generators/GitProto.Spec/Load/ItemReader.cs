using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads items: <c>[banded] [maybe|each|stream] x [or y] [at least N] [in any order]</c>.</summary>
internal sealed class ItemReader(MessageSpec message, Registry registry)
{
    private readonly DiagnosticBag _bag = registry.Bag;

    public IReadOnlyList<Item> Items(YamlList list)
    {
        var items = new List<Item>();
        foreach (var node in list.Items)
        {
            if (Shapes.Text(node, "an item", _bag) is { } text && Item(text) is { } item)
                items.Add(item);
        }
        return items;
    }

    public IReadOnlyList<ItemTarget> Alternatives(Phrase phrase)
    {
        var targets = new List<ItemTarget>();
        do
        {
            var (word, span) = phrase.Next();
            if (word.Length == 0)
                _bag.Add("GP1008", "'or' has nothing behind it", phrase.Span);
            else if (Target(word, span) is { } target)
                targets.Add(target);
        }
        while (phrase.Take("or"));
        return targets;
    }

    private Item? Item(YamlScalar text)
    {
        var phrase = new Phrase(text);
        if (phrase.AtEnd)
        {
            _bag.Add("GP1008", "an item names a line, a part, a message or a special packet; nothing stands here", text.Span);
            return null;
        }
        var item = new Item(text.Value, text.Span) { InAnyOrder = phrase.TakeSuffix("in", "any", "order") };
        item.Banded = phrase.Remaining > 1 && phrase.Take("banded");
        Quantify(item, phrase);
        item.Alternatives = Alternatives(phrase);
        if (!phrase.AtEnd)
        {
            var (word, span) = phrase.Next();
            _bag.Add("GP1008", $"'{word}' has no place here; an item is [banded] [maybe|each|stream] x [or y] [at least N] [in any order]", span);
        }
        return item.Alternatives.Count == 0 ? null : item;
    }

    private void Quantify(Item item, Phrase phrase)
    {
        item.Minimum = 1;
        if (phrase.Remaining < 2)
            return;
        if (phrase.Take("maybe"))
            (item.Quantifier, item.Minimum) = (Quantifier.Maybe, 0);
        else if (phrase.Take("each"))
            (item.Quantifier, item.Minimum) = (Quantifier.Each, Minimum(phrase));
        else if (phrase.Take("stream"))
            (item.Quantifier, item.Minimum) = (Quantifier.Stream, Minimum(phrase));
    }

    private int Minimum(Phrase phrase)
    {
        if (phrase.Remaining < 4 || phrase.TakeLast() is not { } last)
            return 0;
        if (phrase.Remaining < 3 || !phrase.TakeSuffix("at", "least"))
        {
            phrase.PutBack(last);
            return 0;
        }
        if (int.TryParse(last.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var minimum) && minimum > 0)
            return minimum;
        _bag.Add("GP1008", $"'at least' takes a number from 1, not '{last.Word}'", last.Span);
        return 1;
    }

    private ItemTarget? Target(string word, SourceSpan span)
    {
        if (message.Line(word) is { } line)
            return new ItemTarget(TargetKind.Line, word, span) { Line = line };
        if (message.Part(word) is { } part)
            return new ItemTarget(TargetKind.Part, word, span) { Part = part };
        if (word == "pack")
            return new ItemTarget(TargetKind.Pack, word, span);
        if (word == "bytes")
            return new ItemTarget(TargetKind.Bytes, word, span);
        if (registry.Packet(word) is { } packet)
            return new ItemTarget(TargetKind.Special, word, span) { Packet = packet };
        if (registry.Message(word) is { } other)
            return new ItemTarget(TargetKind.Message, word, span) { Message = other };
        var known = message.Lines.Select(one => one.Name).Concat(message.Parts.Select(one => one.Name)).Concat(registry.MessageNames);
        registry.Unknown(word, span, $"'{word}' is no line or part of this message, no message and no special packet", known.Concat(["flush", "delim", "pack", "bytes"]));
        return null;
    }
}
