using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;
using GitProto.Tests;

namespace GitProto.Conformance.Tests;

[CancelAfter(1_800_000), Parallelizable(ParallelScope.Self)]
public sealed class SuiteTests
{
    // Capabilities that this library does not offer, or does not ask for; packets that a version has not, and lengths without letters; what is asked over HTTP alone.
    private static readonly string[] NotHere =
    [
        "bundle-uri-*", "packfile-uris.*", "fetch-request.one-uri-list/*", "fetch-response.uris-when/*", "session-id.one-word/*", "ref-in-want.full-names/*",
        "protocol-version.*/*-v0-version-9-*", "pkt-line.either-case/*-upper-case", "http.*", "service-header.*", "upload-request.want-reachable/*", "hostile/R17-*",
    ];

    [Test]
    public async Task This_library_and_the_installed_git_do_what_is_expected_in_every_case(CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        var suite = new Suite(new SuiteOptions { Peers = ["self", "git"], RequireAll = true }, output) { Ground = await SharedGround.GetAsync() };

        var code = await suite.RunAsync(cancellationToken);

        await TestContext.Out.WriteLineAsync(output.ToString());
        code.ShouldBe(SuiteExit.AsExpected, output.ToString());
        foreach (var side in suite.Results.GroupBy(result => (result.Peer, result.Side)))
            side.Count(result => result.Verdict.Outcome == Outcome.Pass).ShouldBeGreaterThan(400, side.Key.ToString());
        // What this library has not, it has not on purpose: a capability that nobody finds any more would look like one that nobody offers.
        suite.Results.Where(result => result is { Peer: "self", Verdict.Outcome: Outcome.NotOffered } && !Array.Exists(NotHere, pattern => CasePattern.Matches(pattern, result.Case.Id)))
            .Select(result => $"{result.Case.Id} as {result.Side}: {result.Verdict.Reason}").ShouldBeEmpty();
    }

    [TestCase("self-http", "git-http")]
    [TestCase("self-ssh", "git-ssh")]
    [TestCase("self-stdio", "git-stdio")]
    public async Task Over_other_transports_they_do_too(string self, string git, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        var suite = new Suite(new SuiteOptions { Patterns = self.EndsWith("http", StringComparison.Ordinal) ? CaseChoice.WithoutFaults : CaseChoice.OfEachKind, Peers = [self, git], RequireAll = true }, output) { Ground = await SharedGround.GetAsync() };

        var code = await suite.RunAsync(cancellationToken);

        await TestContext.Out.WriteLineAsync(output.ToString());
        if (output.ToString().Contains("left out", StringComparison.Ordinal))
            Counterpart.Lack(output.ToString());
        code.ShouldBe(SuiteExit.AsExpected, output.ToString());
        foreach (var side in suite.Results.GroupBy(result => (result.Peer, result.Side)))
            side.Count(result => result.Verdict.Outcome == Outcome.Pass).ShouldBeGreaterThan(10, side.Key.ToString());
    }

    [TestCase("--direction", "sideways")]
    [TestCase("--no-such-option")]
    [TestCase("--jobs", "many")]
    [TestCase("--jobs", "0")]
    [TestCase("--update-expected")]
    [TestCase("--update-expected", "--expected", "known.yaml", "--quick")]
    public async Task A_command_line_that_makes_no_sense_is_a_mistake_of_usage(params string[] arguments) =>
        (await ConformanceCommand.RunAsync(arguments)).ShouldBe(SuiteExit.Usage);

    [Test]
    public async Task A_pattern_that_fits_no_case_is_a_mistake_of_usage(CancellationToken cancellationToken)
    {
        using var output = new StringWriter();

        (await new Suite(new SuiteOptions { Patterns = ["no-such-rule"] }, output) { Ground = await SharedGround.GetAsync() }.RunAsync(cancellationToken)).ShouldBe(SuiteExit.Usage);

        output.ToString().ShouldContain("no case fits");
    }

    [Test]
    public async Task A_peer_that_nobody_knows_is_a_mistake_of_usage(CancellationToken cancellationToken)
    {
        using var output = new StringWriter();

        (await new Suite(new SuiteOptions { Peers = ["nobody"], Quick = true }, output) { Ground = await SharedGround.GetAsync() }.RunAsync(cancellationToken)).ShouldBe(SuiteExit.Usage);

        output.ToString().ShouldContain("there is no peer 'nobody'");
    }
}
