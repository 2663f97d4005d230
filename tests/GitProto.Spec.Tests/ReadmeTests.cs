using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitProto.Spec.Keys;
using GitProto.Spec.Tests.Errors;

namespace GitProto.Spec.Tests;

/// <summary>Holds the page on the language against the loader, in both directions.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Join(Specs.RepositoryRoot, "spec", "README.md"));

    [Test]
    public void It_names_every_key_of_every_kind_and_no_other()
    {
        var kinds = KindTable.Kinds.Select(kind => kind.Name).ToArray();
        var named = Rows("Keys").SelectMany(row => Kinds(row[0], kinds).SelectMany(kind => Quoted().Matches(row[1]).Select(key => $"{kind}: {key.Groups["text"].Value}")));
        var known = KindTable.Kinds.SelectMany(kind => kind.Keys.Select(key => $"{kind.Name}: {key.Name}"))
            .Concat(KindTable.StateKeys.Select(key => $"state: {key.Name}"))
            .Concat(KindTable.ExampleKeys.Select(key => $"example: {key.Name}"));
        named.Order(StringComparer.Ordinal).ShouldBe(known.Order(StringComparer.Ordinal));
    }

    [Test]
    public void It_names_every_diagnostic_and_no_other() =>
        Rows("Diagnostics").Select(row => row[0]).ShouldBe(ErrorFile.All.Select(file => file.Name[..6]).Distinct().Order(StringComparer.Ordinal));

    [Test]
    public void It_names_every_type_of_field_and_every_failure_and_no_other()
    {
        Named("is an `oid`): ").ShouldBe(FieldTypes.Names);
        Named("is wrong as one of: ").ShouldBe(Failures.Names);
    }

    [Test]
    public void Its_settings_lead_every_file_of_the_spec_to_the_schema_of_its_kind()
    {
        var settings = (JsonObject)JsonNode.Parse("{" + Json().Match(Text).Groups["json"].Value + "}")!["yaml.schemas"]!;
        foreach (var definition in Specs.Repository.Model.All)
        {
            var path = Path.GetRelativePath(Specs.RepositoryRoot, definition.Span.Path).Replace('\\', '/');
            var schemas = settings.Where(entry => Covers((string)entry.Value!, path)).Select(entry => entry.Key);
            schemas.ShouldBe([$"spec/schema/{KindTable.Of(definition.Kind).Name}.schema.json"], path);
        }
    }

    private static bool Covers(string glob, string path) => Regex.IsMatch(path, "^" + Regex.Escape(glob).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$");

    private static string[] Kinds(string cell, string[] all) => cell == "all" ? all : cell.Split(", ");

    /// <summary>The rows of the table below a heading, without its head; a bar behind a backslash parts no cells.</summary>
    private static IEnumerable<string[]> Rows(string heading) => Text[Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal)..].Split('\n')
        .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
        .Select(line => Bar().Split(line.Trim('|')).Select(cell => cell.Trim()).ToArray());

    /// <summary>What stands in quotes from a phrase to the end of its sentence.</summary>
    private static IEnumerable<string> Named(string phrase)
    {
        var start = Text.IndexOf(phrase, StringComparison.Ordinal);
        start.ShouldBeGreaterThan(0, phrase);
        start += phrase.Length;
        return Quoted().Matches(Text[start..Text.IndexOf('.', start)]).Select(match => match.Groups["text"].Value);
    }

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("```json\n(?<json>[^`]+)```")]
    private static partial Regex Json();
}
