using System.IO.Pipelines;
using System.Text.Json;
using System.Xml.Linq;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Reports;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Running;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Conformance.Tests;

/// <summary>The reports of a run with one case of each kind: passed, failed, known to fail, not offered.</summary>
public sealed class ReportTests
{
    private static readonly Cases.Case[] Cases = [.. Catalogue.Positive().Where(one => one.Rule.Level == Spec.RuleLevel.Must).Take(5)];
    private static readonly Cases.Case Wish = Catalogue.Positive().First(one => one.Rule.Level == Spec.RuleLevel.Should);
    private const string Untried = "ssh.no-dash";
    private string directory = null!;

    [SetUp]
    public async Task Write()
    {
        directory = Directory.CreateTempSubdirectory("gitproto-report-").FullName;
        var wire = new WireLog();
        wire.Begin().Add(Role.Client, "0031git-upload-pack /deltas.git\0host=git.example\0zzzz"u8);
        var known = new Expectation("*", Direction.Server, Outcome.Fail, "known <of old>");
        await ReportSet.WriteAsync(
            directory,
            new SuiteRun(
                [
                    Result(Cases[0], Verdict.Pass, wire), Result(Cases[1], Verdict.Fail("broke <it>"), wire), Result(Cases[2], Verdict.Fail("again"), wire) with { Expected = known },
                    Result(Cases[3], Verdict.NotOffered("no such thing"), wire), Result(Cases[4], Verdict.Pass, wire) with { Expected = known }, Result(Wish, Verdict.Fail("would be better"), wire),
                ],
                Coverage.Of(Cases, new Dictionary<string, string> { [Untried] = "nobody can" }))
            {
                Peers = [new JudgedPeer("peer", "2.60", "peer-2.47.yaml", "peer 2.60 is not listed")],
                LeftOut = new Dictionary<string, string> { ["other"] = "it is not there" },
                Logs = new Dictionary<(string, Direction), string> { [("peer", Direction.Server)] = "it went wrong" },
                Took = TimeSpan.FromSeconds(61),
            });
    }

    [TearDown]
    public void Forget() => Directory.Delete(directory, recursive: true);

    [Test]
    public void Rules_are_listed_with_their_cases_and_who_passed_them_or_the_reason_why_they_have_none()
    {
        var lines = File.ReadAllLines(Path.Join(directory, "rules.md"));

        lines.ShouldContain(line => line.StartsWith($"| {Cases[0].Rule.Id} | ", StringComparison.Ordinal));
        lines.ShouldContain($"| {Untried} | MUST | 0 |  | nobody can |");
    }

    [Test]
    public void JUnit_counts_what_is_unexpected_as_failed_and_what_is_known_as_skipped()
    {
        var suite = XDocument.Load(Path.Join(directory, "junit.xml")).Root!.Elements().Single();

        ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("errors")!, (int)suite.Attribute("skipped")!).ShouldBe((6, 2, 0, 3));
        suite.Descendants("failure").Select(one => one.Attribute("message")!.Value).ShouldBe(["broke <it>", "unexpected pass: known <of old>"]);
    }

    [Test]
    public void The_report_for_programs_has_what_the_readme_tells()
    {
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Join(directory, "report.json")));

        report.RootElement.GetProperty("format").GetInt32().ShouldBe(1);
        report.RootElement.GetProperty("leftOut").GetProperty("other").GetString().ShouldBe("it is not there");
        var results = report.RootElement.GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("outcome").GetString()).ShouldBe(["pass", "fail", "fail", "not offered", "pass", "fail"]);
        results.Select(result => result.GetProperty("status").GetString()).ShouldBe(["pass", "fail", "expected fail", "not offered", "unexpected pass", "fail"]);
        results.Select(result => result.GetProperty("isExpected").GetBoolean()).ShouldBe([true, false, true, true, false, false]);
        results.Select(result => result.GetProperty("isUnexpected").GetBoolean()).ShouldBe([false, true, false, false, true, false]);
        report.RootElement.GetProperty("peers").EnumerateArray().Single().GetProperty("note").GetString().ShouldBe("peer 2.60 is not listed");
    }

    [Test]
    public async Task The_report_for_programs_is_as_its_schema_says(CancellationToken cancellationToken)
    {
        var end = await Programs.RunAsync(new ProgramCall("python3", "-m", "jsonschema", "-i", Path.Join(directory, "report.json"), Path.Join(AppContext.BaseDirectory, "report.schema.json")), cancellationToken);

        end.ExitCode.ShouldBe(0, end.Error);
    }

    [Test]
    public async Task A_report_of_another_shape_is_not_as_the_schema_says(CancellationToken cancellationToken)
    {
        var wrong = Path.Join(directory, "wrong.json");
        await File.WriteAllTextAsync(wrong, (await File.ReadAllTextAsync(Path.Join(directory, "report.json"), cancellationToken)).Replace("\"expected fail\"", "\"perhaps\"", StringComparison.Ordinal), cancellationToken);

        (await Programs.RunAsync(new ProgramCall("python3", "-m", "jsonschema", "-i", wrong, Path.Join(AppContext.BaseDirectory, "report.schema.json")), cancellationToken)).Error.ShouldContain("perhaps");
    }

    [Test]
    public void The_reports_name_each_peer_with_its_version_and_say_where_what_is_known_of_it_is_of_another_version()
    {
        foreach (var file in new[] { "report.html", "matrix.md" })
            File.ReadAllText(Path.Join(directory, file)).ShouldContain("peer, version 2.60: what is known of it stands in peer-2.47.yaml (peer 2.60 is not listed)", customMessage: file);
    }

    [Test]
    public void The_reports_say_how_many_cases_there_were_and_how_long_they_took()
    {
        foreach (var file in new[] { "report.html", "matrix.md" })
            File.ReadAllText(Path.Join(directory, file)).ShouldContain("Cases: 6; peers: 1; results: 6; time: 1 min 1 s", customMessage: file);
    }

    [Test]
    public void Capabilities_have_a_table_of_their_own() =>
        File.ReadAllText(Path.Join(directory, "matrix.md")).ShouldContain($"## Capabilities and peers\n\nEach number is how many cases of the capability passed, of those that the peer could play.\n\n| capability | peer as server |\n");

    [Test]
    public void What_a_server_said_is_kept_where_a_case_failed() => File.ReadAllText(Path.Join(directory, "wire", "peer-server", "server.log")).ShouldBe("it went wrong");

    [Test]
    public async Task The_trace_tool_reads_what_is_kept_of_a_failure(CancellationToken cancellationToken)
    {
        var place = Path.Join(directory, "wire", "peer-server", Cases[1].Id.Replace('/', '.'));
        File.ReadAllLines(Path.Join(place, "wire.pkt"))[0].ShouldBe("# gitproto trace --client 1.client --server 1.server");

        var report = await new ConversationWatch(PipeReader.Create(File.OpenRead(Path.Join(place, "1.client"))), PipeReader.Create(File.OpenRead(Path.Join(place, "1.server")))).RunAsync(cancellationToken);

        report.End.ShouldBe(ConversationEnd.Violation);
    }

    [Test]
    public void Each_failure_has_its_wire() =>
        Directory.EnumerateFiles(directory, "wire.pkt", SearchOption.AllDirectories).Select(File.ReadAllText).ToList().ShouldAllBe(text => text.Contains("[git-proto-request.request]") && text.Contains("= "));

    [Test]
    public void Pages_and_table_name_rules_and_peers_and_hold_no_markup_of_a_peer()
    {
        var html = File.ReadAllText(Path.Join(directory, "report.html"));
        html.ShouldContain(Cases[1].Id);
        html.ShouldContain("broke &lt;it&gt;");
        html.ShouldNotContain("broke <it>");
        html.ShouldContain("other was left out");
        File.ReadAllText(Path.Join(directory, "matrix.md")).ShouldContain($"| {Cases[0].Rule.Id} |");
    }

    [Test]
    public void Where_others_play_with_each_other_the_table_shows_clients_by_servers_and_what_failed_between_them()
    {
        var wire = new WireLog();
        CaseResult Pair(Cases.Case one, string client, string server, Verdict verdict) => new(one, $"{client} with {server}", Direction.Either, verdict, TimeSpan.Zero, wire) { Client = client, Server = server };

        CaseResult[] results =
            [
                Result(Cases[0], Verdict.Pass, wire), Pair(Cases[0], "peer", "peer", Verdict.Pass), Pair(Cases[1], "peer", "peer", Verdict.Fail("no")),
                Pair(Cases[0], "other", "peer", Verdict.Pass), Pair(Cases[1], "other", "peer", Verdict.Fail("no")), Pair(Cases[2], "other", "peer", Verdict.NotOffered("no")),
            ];
        var text = MatrixReport.Of(new SuiteRun(results, []));

        HtmlReport.Of(new SuiteRun(results, []), new Dictionary<CaseResult, string>()).ShouldContain("<tr><td>other<td class=\"bad\">✗ 1/2\n</table>");
        text.ShouldContain("| | peer |\n|---|---|\n| self | ✓ 1/1 |\n| peer | ✗ 1/2 |\n| other | ✗ 1/2 |\n");
        text.ShouldContain($"| {Cases[1].Id} | peer, other | all |\n");
        text.ShouldContain("| rule | level | peer as server |\n");
    }

    [Test]
    public void Coverage_counts_the_cases_of_a_rule_and_those_that_show_it_too()
    {
        var coverage = Coverage.Of([.. Catalogue.Positive()], new Dictionary<string, string>()).ToDictionary(one => one.Rule.Id, one => one.Cases);

        coverage["acknowledgment.final-nak"].ShouldBe(3);
        coverage["proc-receive.failed-hook"].ShouldBe(0);
        coverage.Count.ShouldBe(RuleBook.All.Count);
    }

    private static CaseResult Result(Cases.Case one, Verdict verdict, WireLog wire) => new(one, "peer", Direction.Server, verdict, TimeSpan.FromSeconds(1), wire) { Client = "self", Server = "peer" };
}
