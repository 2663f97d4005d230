using System.Globalization;
using System.Text.RegularExpressions;

namespace GitProto.Spec.Tests.Errors;

/// <summary>
/// A file of data: YAML that is wrong, and in its first comments the diagnostics that must come of it. Lines <c># file: path</c>
/// part it into several spec files; every place counts from the top of the whole file.
/// </summary>
internal sealed partial class ErrorFile
{
    private ErrorFile(string name, string text)
    {
        Name = name;
        var lines = text.Split('\n');
        Expected = [.. lines.TakeWhile(line => line.StartsWith("# expect: ", StringComparison.Ordinal)).Select(line => Parse(line["# expect: ".Length..]))];
        Sources = [.. Split(lines)];
    }

    public static IEnumerable<ErrorFile> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Specs.TestFolder, "Errors"), "*.yaml").Order(StringComparer.Ordinal).Select(Read)];

    public string Name { get; }

    public IReadOnlyList<Expectation> Expected { get; }

    public IReadOnlyList<SpecSource> Sources { get; }

    public override string ToString() => Name;

    private static ErrorFile Read(string path) => new(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));

    private static Expectation Parse(string text)
    {
        var match = Pattern().Match(text);
        match.Success.ShouldBeTrue(text);
        return new Expectation(Number(match, "line"), Number(match, "column"), match.Groups["id"].Value, match.Groups["message"].Value);
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    private static IEnumerable<SpecSource> Split(string[] lines)
    {
        var start = 0;
        var path = Path.GetFileName(Named().Match(string.Join('\n', lines)) is { Success: true } named ? named.Groups["id"].Value + ".yaml" : "none.yaml");
        for (var i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && !lines[i].StartsWith("# file: ", StringComparison.Ordinal))
                continue;
            if (lines[start..i].Any(line => line.Length > 0 && line[0] != '#') || lines.All(line => line.Length == 0 || line[0] == '#'))
                yield return new SpecSource(path, new string('\n', start) + string.Join('\n', lines[start..i]));
            if (i < lines.Length)
                (start, path) = (i, lines[i]["# file: ".Length..]);
        }
    }

    [GeneratedRegex("^(?<line>[0-9]+):(?<column>[0-9]+) (?<id>GP[0-9]{4}) (?<message>.+)$")]
    private static partial Regex Pattern();

    [GeneratedRegex("^(- )?(message|capability|flow|transport|mesage): (?<id>[a-zA-Z0-9-]+)$", RegexOptions.Multiline)]
    private static partial Regex Named();

    internal sealed record Expectation(int Line, int Column, string Id, string Message)
    {
        public bool Meets(SpecDiagnostic diagnostic) =>
            diagnostic.Span.Line == Line && diagnostic.Span.Column == Column && diagnostic.Id == Id && diagnostic.Message.StartsWith(Message, StringComparison.Ordinal);
    }
}
