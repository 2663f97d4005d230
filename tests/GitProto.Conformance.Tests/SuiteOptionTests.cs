using System.Text.RegularExpressions;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Running;
using GitProto.Tracing;

namespace GitProto.Conformance.Tests;

/// <summary>What the options of the suite do, on one case.</summary>
[CancelAfter(300_000)]
public sealed class SuiteOptionTests
{
    private const string One = "advertisement.head-first/list-v0";
    private string directory = null!;

    [SetUp]
    public void Make() => directory = Directory.CreateTempSubdirectory("gitproto-options-").FullName;

    [TearDown]
    public void Forget() => Directory.Delete(directory, recursive: true);

    [Test]
    public async Task The_list_names_each_case_that_fits_with_its_level_and_runs_none(CancellationToken cancellationToken)
    {
        var (code, text, results) = await RunAsync(new SuiteOptions { Patterns = [One], List = true }, cancellationToken);

        code.ShouldBe(SuiteExit.AsExpected);
        text.ShouldMatch($"^{Regex.Escape(One)} +MUST +All refs are listed[^\n]*\n$");
        results.ShouldBeEmpty();
    }

    [Test]
    public async Task The_rules_are_told_with_how_many_cases_they_have(CancellationToken cancellationToken)
    {
        var (code, text, _) = await RunAsync(new SuiteOptions { Rules = true }, cancellationToken);

        code.ShouldBe(SuiteExit.AsExpected);
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(RuleBook.All.Count);
        text.ShouldMatch("(?m)^advertisement.head-first +MUST +[1-9]");
    }

    [Test]
    public async Task What_passes_though_it_is_written_down_to_fail_fails_the_run_and_stands_in_every_report(CancellationToken cancellationToken)
    {
        var known = await WriteAsync("known.yaml", $"client:\n  fail:\n    {One}: it was slow\n", cancellationToken);
        var report = Path.Join(directory, "report");

        var (code, text, results) = await RunAsync(new SuiteOptions { Patterns = [One], Peers = ["self"], Expected = known, Report = report }, cancellationToken);

        code.ShouldBe(SuiteExit.Unexpected);
        text.ShouldContain("unexpected pass");
        text.ShouldContain("it was slow");
        text.ShouldContain("expects fail of 'advertisement.head-first/list-v0' as client, and no case is that");
        results.Count.ShouldBe(2);
        foreach (var name in new[] { "report.html", "report.json", "junit.xml" })
            File.ReadAllText(Path.Join(report, name)).ShouldContain("unexpected pass", customMessage: name);
        foreach (var name in new[] { "matrix.md", "rules.md" })
            File.ReadAllText(Path.Join(report, name)).ShouldContain("advertisement.head-first", customMessage: name);
        Directory.EnumerateFiles(directory, "wire.pkt", SearchOption.AllDirectories).Count().ShouldBe(1);
    }

    [Test]
    public async Task What_passed_over_http_is_kept_as_a_recording_that_can_be_read_again(CancellationToken cancellationToken)
    {
        var known = await WriteAsync("known.yaml", $"server:\n  fail:\n    {One}: it was slow\n", cancellationToken);

        await RunAsync(new SuiteOptions { Patterns = [One], Peers = ["self-http"], Direction = Cases.Direction.Server, Expected = known, Report = directory }, cancellationToken);

        var kept = Directory.EnumerateFiles(directory, "*.session", SearchOption.AllDirectories).ShouldHaveSingleItem();
        (await File.ReadAllLinesAsync(Path.Join(Path.GetDirectoryName(kept), "wire.pkt"), cancellationToken))[0].ShouldBe("# gitproto trace 1.session");
        (await SessionRecording.Read(await File.ReadAllBytesAsync(kept, cancellationToken)).WatchAsync(cancellationToken: cancellationToken)).End.ShouldBe(ConversationEnd.Complete);
    }

    [Test]
    public async Task What_cannot_be_read_as_expected_is_a_mistake_of_usage(CancellationToken cancellationToken)
    {
        var bad = await WriteAsync("bad.yaml", "client: [", cancellationToken);
        foreach (var path in new[] { bad, Path.Join(directory, "none.yaml") })
        {
            var (code, text, results) = await RunAsync(new SuiteOptions { Patterns = [One], Peers = ["self"], Expected = path }, cancellationToken);

            code.ShouldBe(SuiteExit.Usage, text);
            text.ShouldContain(Path.GetFileName(path));
            results.ShouldBeEmpty();
        }
    }

    [TestCase(true, SuiteExit.NoPeer)]
    [TestCase(false, SuiteExit.AsExpected)]
    public async Task A_peer_that_is_left_out_is_an_error_where_all_are_required(bool all, int expected, CancellationToken cancellationToken)
    {
        // No engine listens there.
        using var suite = new SuiteProcess(directory, "unix:///no/such/socket", [One, "--peer", "git-2.39", .. all ? ["--require-all"] : Array.Empty<string>()]);

        (await suite.ExitAsync(cancellationToken)).ShouldBe(expected, await suite.Output);

        (await suite.Output).ShouldContain("git-2.39: left out, no container engine answers");
    }

    private async Task<string> WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        var path = Path.Join(directory, name);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        return path;
    }

    private static async Task<(int Code, string Text, IReadOnlyList<CaseResult> Results)> RunAsync(SuiteOptions options, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        var suite = new Suite(options, output) { Ground = await SharedGround.GetAsync() };
        var code = await suite.RunAsync(cancellationToken);
        return (code, output.ToString(), suite.Results);
    }
}
