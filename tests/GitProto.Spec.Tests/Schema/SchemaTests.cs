using System.Text.Json.Nodes;
using GitProto.Spec.Schema;
using GitProto.Spec.Tests.Errors;

namespace GitProto.Spec.Tests.Schema;

public sealed class SchemaTests
{
    /// <summary>The ids of problems that are in the shape of one file. What names other things, or what the lines mean, no schema sees.</summary>
    private static readonly string[] OfShape = ["GP1002", "GP1003", "GP1004", "GP1008", "GP1009", "GP1010", "GP6005"];

    /// <summary>Shapes that JSON Schema has no words for: the order of keys, brackets that match, what must be said of another file's text.</summary>
    private static readonly string[] Unsayable = ["GP1005", "GP1006", "GP1007", "GP1001"];

    [Test]
    public void The_committed_schemas_are_what_the_loader_reads_by()
    {
        var written = SchemaWriter.Write();
        Directory.EnumerateFiles(Validator.SchemaFolder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            .ShouldBe(written.Select(schema => schema.Name).Order(StringComparer.Ordinal));
        foreach (var schema in written)
            File.ReadAllText(Path.Join(Validator.SchemaFolder, schema.Name)).ShouldBe(schema.Text, $"'gitproto spec schema' writes {schema.Name} anew");
    }

    [Test]
    public void Every_file_of_the_spec_is_accepted()
    {
        var files = Files();
        files.Count.ShouldBeGreaterThan(70);
        var verdicts = Validator.Validate([.. files.Select(file => (file.Kind, (JsonNode?)file.Document))]);
        files.Zip(verdicts, (file, verdict) => $"{file.Path}: {verdict}").Where(line => !line.EndsWith(": ok", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public void A_key_that_is_misspelt_or_missing_or_of_another_shape_is_rejected()
    {
        var cases = new List<(string Name, string Kind, JsonObject Document)>();
        foreach (var (path, kind, document) in Files())
        {
            foreach (var key in document.Select(entry => entry.Key))
            {
                cases.Add(($"{path}: {key} misspelt", kind, Altered(document, key, copy => copy[key + "s"] = document[key]?.DeepClone())));
                cases.Add(($"{path}: {key} of another shape", kind, Altered(document, key, copy => copy[key] = new JsonArray(new JsonObject()))));
                if (key is "doc" or "source" or "from" or "body" or "between" or "states" || key == kind)
                    cases.Add(($"{path}: {key} missing", kind, Altered(document, key, _ => { })));
            }
        }
        cases.Count.ShouldBeGreaterThan(1000);
        var verdicts = Validator.Validate([.. cases.Select(one => (one.Kind, (JsonNode?)one.Document))]);
        cases.Zip(verdicts).Where(one => one.Second == "ok").Select(one => one.First.Name).ShouldBeEmpty();
    }

    [Test]
    public void A_broken_file_is_rejected_if_its_shape_is_wrong_and_accepted_if_not()
    {
        var cases = new List<(string Name, string Kind, JsonNode Document, bool IsWrong)>();
        foreach (var error in ErrorFile.All)
        {
            var diagnostics = SpecLoader.Load(error.Sources).Diagnostics;
            foreach (var source in error.Sources)
            {
                var ids = diagnostics.Where(one => one.Span.Path == source.Path).Select(one => one.Id).Distinct().ToArray();
                if (ids.Any(Unsayable.Contains) || YamlJson.Read(source.Text) is not { } document)
                    continue;
                var kind = (document as JsonObject)?.First().Key ?? "message";
                cases.Add(($"{error.Name}: {source.Path} with {string.Join(' ', ids)}", kind, document, ids.Any(OfShape.Contains)));
            }
        }
        cases.Count(one => one.IsWrong).ShouldBeGreaterThan(12);
        cases.Count(one => !one.IsWrong).ShouldBeGreaterThan(40);
        var verdicts = Validator.Validate([.. cases.Select(one => (one.Kind, (JsonNode?)one.Document))]);
        cases.Zip(verdicts).Where(one => one.First.IsWrong == (one.Second == "ok")).Select(one => $"{one.First.Name}: {one.Second}").ShouldBeEmpty();
    }

    private static List<(string Path, string Kind, JsonObject Document)> Files() =>
    [
        .. Specs.Read(Path.Join(Specs.RepositoryRoot, "spec")).Select(source => (source.Path, Document: (JsonObject)YamlJson.Read(source.Text)!))
            .Select(one => (one.Path, one.Document.First().Key, one.Document)),
    ];

    private static JsonObject Altered(JsonObject document, string without, Action<JsonObject> change)
    {
        var copy = (JsonObject)document.DeepClone();
        copy.Remove(without);
        change(copy);
        return copy;
    }
}
