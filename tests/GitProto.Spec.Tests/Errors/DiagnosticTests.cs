using System.Text.RegularExpressions;

namespace GitProto.Spec.Tests.Errors;

public sealed partial class DiagnosticTests
{
    private static IEnumerable<TestCaseData> Files => ErrorFile.All.Select(file => new TestCaseData(file.Name).SetName(file.Name));

    [TestCaseSource(nameof(Files))]
    public void A_broken_file_gives_exactly_the_diagnostics_it_names(string name)
    {
        var file = ErrorFile.All.Single(one => one.Name == name);
        var diagnostics = SpecLoader.Load(file.Sources).Diagnostics;
        var seen = string.Join('\n', diagnostics.Select(one => FormattableString.Invariant($"# expect: {one.Span.Line}:{one.Span.Column} {one.Id} {one.Message}")));
        file.Expected.ShouldNotBeEmpty(seen);
        foreach (var expectation in file.Expected)
            diagnostics.Count(expectation.Meets).ShouldBe(1, $"{expectation}\n{seen}");
        diagnostics.Count.ShouldBe(file.Expected.Count, seen);
        file.Expected.Select(one => one.Id).ShouldContain(name[..6]);
    }

    [Test]
    public void Every_id_that_the_code_gives_has_a_file()
    {
        var code = Directory.EnumerateFiles(Path.Combine(Specs.RepositoryRoot, "generators", "GitProto.Spec"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => Id().Matches(File.ReadAllText(path))).Select(match => match.Groups["id"].Value).Distinct().Order(StringComparer.Ordinal);
        ErrorFile.All.Select(file => file.Name[..6]).Distinct().Order(StringComparer.Ordinal).ShouldBe(code);
    }

    [GeneratedRegex("\"(?<id>GP[0-9]{4})\"")]
    private static partial Regex Id();
}
