using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Keys;

namespace GitProto.Spec.Schema;

/// <summary>What may stand behind a key, as JSON Schema says it.</summary>
internal static class Shapes
{
    /// <summary>YAML reads some plain texts as numbers or truths; the loader takes them for the texts they are.</summary>
    private static readonly string[] Scalar = ["string", "number", "boolean"];

    private static readonly string[] ScalarOrNothing = ["string", "number", "boolean", "null"];

    public static JsonMap Of(KeySpec key, KindSpec kind) => key.Shape switch
    {
        KeyShape.Name => Text("^" + Phrases.Name + "$"),
        KeyShape.Text => OfText(key),
        KeyShape.Items => List(Phrases.Item),
        KeyShape.Arrows => List(Phrases.Arrow),
        KeyShape.Names => List(Phrases.Element),
        KeyShape.Parts => Entries(Any(List(Phrases.Item), Text(Phrases.Part))),
        KeyShape.Lines => Entries(Text(Phrases.Line, ScalarOrNothing)),
        KeyShape.Fields => Entries(Any(Text(Phrases.Words, Scalar), Entries(Text(Phrases.Pattern, ScalarOrNothing)))),
        KeyShape.Places => Entries(Text(Phrases.Place, Scalar)),
        KeyShape.Rules => Entries(Text(Phrases.Rule)),
        KeyShape.States => Entries(Any(new JsonMap { { "const", "end" } }, Map(KindTable.StateKeys, one => Described(one, kind)))),
        KeyShape.Examples => new JsonMap { { "type", "object" }, { "additionalProperties", Example(kind) } },
        KeyShape.Words => Words(key),
        _ => [],
    };

    /// <summary>A map of exactly these keys.</summary>
    public static JsonMap Map(IReadOnlyList<KeySpec> keys, System.Func<KeySpec, JsonMap> value)
    {
        var properties = new JsonMap();
        foreach (var key in keys)
            properties.Add(key.Name, value(key));
        return new JsonMap
        {
            { "type", "object" },
            { "required", keys.Where(key => key.Required).Select(key => key.Name).ToArray() },
            { "properties", properties },
            { "additionalProperties", false },
        };
    }

    public static JsonMap Described(KeySpec key, KindSpec kind)
    {
        var schema = new JsonMap { { "description", key.Doc } };
        foreach (var entry in Of(key, kind).Entries)
            schema.Add(entry.Key, entry.Value);
        return schema;
    }

    private static JsonMap OfText(KeySpec key)
    {
        if (key.Choices.Count > 0)
            return new JsonMap { { "enum", key.Choices.ToArray() } };
        if (key.Pattern is { } pattern)
            return Text(pattern);
        return key.Required ? Text("[^ \\t\\n]", Scalar) : new JsonMap { { "type", ScalarOrNothing } };
    }

    private static JsonMap Words(KeySpec key)
    {
        var schema = new JsonMap { { "type", "object" } };
        if (key.NamePattern is { } names)
            schema.Add("propertyNames", new JsonMap { { "pattern", names } });
        schema.Add("additionalProperties", key.Pattern is { } pattern ? Text(pattern) : new JsonMap { { "type", ScalarOrNothing } });
        return schema;
    }

    /// <summary>An example needs packets, or a text where the kind has none; what excludes each other excludes each other.</summary>
    private static JsonMap Example(KindSpec kind)
    {
        var keys = KindTable.ExampleKeys.Select(key => key.Name == KindTable.ExampleText(kind) ? key with { Required = true } : key).ToArray();
        var schema = Map(keys, key => Described(key, kind));
        schema.Add("allOf", new object[] { NotBoth("value", "fails"), NotBoth("captured", "invented") });
        if (KindTable.ExampleText(kind) == "text")
            schema.Add("anyOf", new object[] { Required("value"), Required("fails") });
        return schema;
    }

    private static JsonMap NotBoth(string one, string other) => new() { { "not", Required(one, other) } };

    private static JsonMap Required(params string[] keys) => new() { { "required", keys } };

    private static JsonMap Entries(JsonMap value) => new()
    {
        { "type", "object" },
        { "propertyNames", new JsonMap { { "pattern", "^" + Phrases.Name + "$" } } },
        { "additionalProperties", value },
    };

    private static JsonMap List(string pattern) => new() { { "type", "array" }, { "items", Text(pattern, Scalar) } };

    private static JsonMap Any(params JsonMap[] schemas) => new() { { "anyOf", schemas } };

    private static JsonMap Text(string pattern) => new() { { "type", "string" }, { "pattern", pattern } };

    private static JsonMap Text(string pattern, string[] types) => new() { { "type", types }, { "pattern", pattern } };
}
