using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Keys;

namespace GitProto.Spec.Schema;

/// <summary>Writes the JSON Schemas of the language, one for each kind of file, from the same table that the loader reads by.</summary>
public static class SchemaWriter
{
    /// <summary>Writes all of them, for the draft that editors know best: 07.</summary>
    /// <returns>One for each kind, in the order of the table.</returns>
    public static IReadOnlyList<SchemaFile> Write() =>
        [.. KindTable.Kinds.Select(kind => new SchemaFile(kind.Name + ".schema.json", JsonText.Of(Kind(kind))))];

    private static JsonMap Kind(KindSpec kind)
    {
        var schema = new JsonMap
        {
            { "$schema", "http://json-schema.org/draft-07/schema#" },
            { "title", kind.Name },
            { "description", kind.Doc },
        };
        foreach (var entry in Shapes.Map(kind.Keys, key => Shapes.Described(key, kind)).Entries)
            schema.Add(entry.Key, entry.Value);
        return schema;
    }
}
