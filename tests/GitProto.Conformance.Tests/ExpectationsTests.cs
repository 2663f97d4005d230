using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Tests;

public sealed class ExpectationsTests
{
    private static Cases.Case One => Catalogue.Positive().First(one => one.Id == "sideband-pack.flush-ends/clone-v2");

    [Test]
    public void What_is_known_covers_the_cases_of_its_pattern_on_its_side_alone()
    {
        var known = Read("server:\n  fail:\n    sideband-pack.flush-ends/*: it is slow\n");

        known.Of(One, Direction.Server)!.Reason.ShouldBe("it is slow");
        known.Of(One, Direction.Client).ShouldBeNull();
        known.Unseen.ShouldBeEmpty();
    }

    [Test]
    public void What_no_case_has_met_is_told()
    {
        var known = Read("client:\n  fail:\n    no-such-rule/x: once\n");

        known.Of(One, Direction.Client).ShouldBeNull();
        known.Unseen.Single().Pattern.ShouldBe("no-such-rule/x");
    }

    [Test]
    public void What_is_known_over_one_transport_says_nothing_of_another()
    {
        const string Text = "server over http:\n  fail:\n    sideband-pack.flush-ends/*: it is slow\n";

        Read(Text).Of(One, Direction.Server).ShouldBeNull();
        Read(Text).Unseen.ShouldBeEmpty();
        Read(Text, TransportKind.Http).Of(One, Direction.Server)!.Reason.ShouldBe("it is slow");
        Read(Text, TransportKind.Http).Unseen.ShouldHaveSingleItem();
    }

    [Test]
    public void What_is_known_over_all_transports_need_not_be_met_over_each() =>
        Read("server:\n  fail:\n    no-such-rule/x: once\n", TransportKind.Ssh).Unseen.ShouldBeEmpty();

    [TestCase("server over mail:\n  fail:\n    a/b: why\n", TestName = "no transport")]
    [TestCase("server:\n  fail:\n    a/b: ''\n", TestName = "no reason")]
    [TestCase("server:\n  sometimes:\n    a/b: why\n", TestName = "no outcome")]
    [TestCase("both:\n  fail:\n    a/b: why\n", TestName = "no side")]
    [TestCase("server: [", TestName = "no YAML")]
    public void A_file_that_says_nothing_clear_is_refused(string text) => Should.Throw<ConformanceException>(() => Read(text)).Message.ShouldContain("known.yaml");

    [Test]
    public void A_case_that_passes_though_it_is_known_to_fail_is_unexpected() =>
        new CaseResult(One, "x", Direction.Server, Verdict.Pass, TimeSpan.Zero, new Wire.WireLog()) { Expected = new Expectation("*", Direction.Server, Outcome.Fail, "why") }.IsExpected.ShouldBeFalse();

    [Test]
    public void A_case_that_fails_otherwise_than_known_is_unexpected() =>
        new CaseResult(One, "x", Direction.Server, new Verdict(Outcome.Error, ""), TimeSpan.Zero, new Wire.WireLog()) { Expected = new Expectation("*", Direction.Server, Outcome.Fail, "why") }.IsExpected.ShouldBeFalse();

    private static Expectations Read(string text, TransportKind transport = TransportKind.Git)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-known-").FullName;
        try
        {
            var path = Path.Join(directory, "known.yaml");
            File.WriteAllText(path, text);
            return Expectations.Read(path, transport);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
