using System;
using System.IO;
using System.Linq;
using GitProto.Spec.Keys;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads the head of each file: kind, id, the keys that every kind has.</summary>
internal sealed class DraftReader(DiagnosticBag bag)
{
    public Draft? Read(SpecSource source)
    {
        var root = YamlComposer.Compose(source, bag);
        if (root is null)
            return null;
        if (root is not YamlMap { Entries.Count: > 0 } map)
        {
            bag.Add("GP1004", $"a spec file is a map that begins with its kind, not {root.Shape}", root.Span);
            return null;
        }
        var kind = Kind(map);
        if (kind is null || Definition(kind, map, source) is not { } definition)
            return null;
        var draft = new Draft(definition, kind, map, bag);
        CheckKeys(draft);
        RequireKeys(draft);
        Head(draft);
        return draft;
    }

    private KindSpec? Kind(YamlMap map)
    {
        var first = map.Entries[0].Key;
        if (KindTable.Find(first.Value) is { } kind)
            return kind;
        var names = KindTable.Kinds.Select(one => one.Name).ToArray();
        if (map.Entries.FirstOrDefault(entry => KindTable.Find(entry.Key.Value) is not null) is { } later)
        {
            bag.Add("GP1005", $"'{later.Key.Value}' must be the first key: it says the kind of the file", later.Key.Span);
            return KindTable.Find(later.Key.Value);
        }
        bag.Add("GP1005", $"'{first.Value}' is not a kind; the first key is one of {string.Join(", ", names)}{Nearest.Hint(first.Value, names)}", first.Span);
        return null;
    }

    private SpecDefinition? Definition(KindSpec kind, YamlMap map, SpecSource source)
    {
        var node = map.Find(kind.Name)!.Value;
        if (Shapes.Text(node, kind.Name, bag) is not { } id)
            return null;
        if (!Names.IsName(id.Value))
        {
            bag.Add("GP1009", $"'{id.Value}' cannot be an id: lower case letters, digits, '-' and '_'", id.Span);
            return null;
        }
        var file = Path.GetFileNameWithoutExtension(source.Path);
        var expected = kind.Kind is SpecKind.Framing or SpecKind.Errors ? kind.Name : id.Value;
        if (!string.Equals(file, expected, StringComparison.Ordinal))
            bag.Add("GP1006", $"the file is called '{file}' but must be called '{expected}'", id.Span);
        return kind.Kind switch
        {
            SpecKind.Message => new MessageSpec(id.Value, id.Span),
            SpecKind.Capability => new CapabilitySpec(id.Value, id.Span),
            SpecKind.Flow => new FlowSpec(id.Value, id.Span),
            SpecKind.Framing => new FramingSpec(id.Value, id.Span),
            SpecKind.Errors => new ErrorsSpec(id.Value, id.Span),
            _ => new TransportSpec(id.Value, id.Span),
        };
    }

    private void CheckKeys(Draft draft)
    {
        foreach (var entry in draft.Map.Entries)
        {
            if (draft.Kind.Key(entry.Key.Value) is null)
            {
                var hint = Nearest.Hint(entry.Key.Value, draft.Kind.Keys.Select(key => key.Name));
                bag.Add("GP1002", $"a {draft.Kind.Name} has no key '{entry.Key.Value}'{hint}", entry.Key.Span);
            }
        }
    }

    /// <summary>What is there but cannot be read was complained of already.</summary>
    private static string Sentence(Draft draft, string key) => draft.Text(key)?.Value ?? (draft.Map.Find(key) is null ? "" : "?");

    private void RequireKeys(Draft draft)
    {
        foreach (var key in draft.Kind.Keys.Where(key => key.Required && key.Name is not ("doc" or "source") && draft.Map.Find(key.Name) is null))
        {
            // A key that is misspelt is not missing as well.
            if (draft.Map.Entries.Any(entry => draft.Kind.Key(entry.Key.Value) is null && Nearest.Of(entry.Key.Value, draft.Kind.Keys.Select(one => one.Name)) == key.Name))
                bag.Lost(draft.Definition.Span);
            else
                bag.Add("GP1003", $"'{draft.Definition.Id}' has no '{key.Name}': {key.Doc}", draft.Definition.Span);
        }
    }

    private void Head(Draft draft)
    {
        var definition = draft.Definition;
        definition.Doc = Sentence(draft, "doc");
        definition.Source = Sentence(draft, "source");
        definition.Note = draft.Text("note")?.Value;
        if (draft.Text("since") is { } since)
        {
            definition.Since = SinceVersion.Parse(since.Value);
            if (definition.Since is null)
                bag.Add("GP1009", $"'{since.Value}' is not a version; write it like 'git 2.18'", since.Span);
        }
        definition.Rules = RuleReader.Read(draft, bag);
    }
}
