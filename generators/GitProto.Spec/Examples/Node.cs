using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Examples;

/// <summary>A decoded value: a flag, bytes, a list or a map. It knows nothing of types; the grammar does.</summary>
internal sealed class Node
{
    private readonly List<KeyValuePair<string, Node>> _entries = [];

    public static Node Flag { get; } = new() { Bytes = Encoding.ASCII.GetBytes("true") };

    public byte[]? Bytes { get; private init; }

    public List<Node>? Items { get; private init; }

    public bool IsMap => Bytes is null && Items is null;

    public IReadOnlyList<KeyValuePair<string, Node>> Entries => _entries;

    public static Node Of(byte[] bytes) => new() { Bytes = bytes };

    public static Node List(IEnumerable<Node> items) => new() { Items = [.. items] };

    public static Node Map() => new();

    /// <summary>What an example says, with every id filled to the width.</summary>
    public static Node Of(ExampleValue value, int hexWidth)
    {
        if (value.Items is { } items)
            return List(items.Select(item => Of(item, hexWidth)));
        if (value.Entries is not { } entries)
            return Of(Encoding.UTF8.GetBytes(ExampleText.Fill(value.Text ?? "", hexWidth)));
        var map = Map();
        foreach (var entry in entries)
            map._entries.Add(new KeyValuePair<string, Node>(entry.Key, Of(entry.Value, hexWidth)));
        return map;
    }

    public Node? Get(string name) => _entries.FirstOrDefault(entry => entry.Key == name).Value;

    public void Set(string name, Node value) => _entries.Add(new KeyValuePair<string, Node>(name, value));

    /// <summary>Adds to the list of that name.</summary>
    public void Append(string name, Node value)
    {
        if (Get(name) is { Items: { } items })
            items.Add(value);
        else
            Set(name, List([value]));
    }

    /// <summary>Whether the value says the same as leaving it out.</summary>
    public bool IsNothing => Items is { Count: 0 } || Text == "false";

    public string? Text => Bytes is null ? null : Encoding.UTF8.GetString(Bytes);

    public override string ToString()
    {
        if (Items is not null)
            return "[" + string.Join(", ", Items) + "]";
        return Text is { } text ? Shorten(text) : "{ " + string.Join(", ", _entries.Select(entry => entry.Key + ": " + entry.Value)) + " }";
    }

    /// <summary>Ids as examples write them.</summary>
    private static string Shorten(string text)
    {
        if (text.Length is not (40 or 64) || !text.All(Uri.IsHexDigit))
            return text;
        var pair = text.Substring(0, 2);
        return text == string.Concat(Enumerable.Repeat(pair, text.Length / 2)) ? "@" + pair : text;
    }
}
