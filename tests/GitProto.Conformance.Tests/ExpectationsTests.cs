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

        known.Of(One, Direction.Server, Outcome.Fail)!.Reason.ShouldBe("it is slow");
        known.Of(One, Direction.Client, Outcome.Fail).ShouldBeNull();
        known.Unmet(whole: true).ShouldBeEmpty();
    }

    [Test]
    public void What_no_case_has_met_is_told()
    {
        var known = Read("client:\n  fail:\n    no-such-rule/x: once\n");

        known.Of(One, Direction.Client, Outcome.Fail).ShouldBeNull();
        known.Unmet(whole: true).Single().Pattern.ShouldBe("no-such-rule/x");
    }

    [Test]
    public void Where_not_all_cases_are_run_what_none_is_about_is_not_told() =>
        Read("client:\n  fail:\n    no-such-rule/x: once\n").Unmet(whole: false).ShouldBeEmpty();

    [Test]
    public void What_is_not_offered_any_more_has_not_failed_as_known()
    {
        var known = Read($"server:\n  fail:\n    {One.Id}: it is slow\n");

        known.Of(One, Direction.Server, Outcome.NotOffered).ShouldNotBeNull();
        known.Unmet(whole: false).Single().Pattern.ShouldBe(One.Id);
    }

    [Test]
    public void What_is_known_over_one_transport_says_nothing_of_another()
    {
        const string Text = "server over http:\n  fail:\n    sideband-pack.flush-ends/*: it is slow\n";

        Read(Text).Of(One, Direction.Server, Outcome.Fail).ShouldBeNull();
        Read(Text).Unmet(whole: true).ShouldBeEmpty();
        Read(Text, TransportKind.Http).Of(One, Direction.Server, Outcome.Fail)!.Reason.ShouldBe("it is slow");
        Read(Text, TransportKind.Http).Unmet(whole: true).ShouldHaveSingleItem();
    }

    [Test]
    public void What_is_known_over_all_transports_need_not_be_met_over_each() =>
        Read("server:\n  fail:\n    no-such-rule/x: once\n", TransportKind.Ssh).Unmet(whole: true).ShouldBeEmpty();

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

    [Test]
    public void What_breaks_a_should_alone_fails_a_strict_run_alone()
    {
        var wish = Catalogue.Positive().First(one => one.Rule.Level == Spec.RuleLevel.Should);
        var result = new CaseResult(wish, "x", Direction.Server, Verdict.Fail("no"), TimeSpan.Zero, new Wire.WireLog());

        (result.IsUnexpected(strict: false), result.IsUnexpected(strict: true)).ShouldBe((false, true));
        (result with { Case = One }).IsUnexpected(strict: false).ShouldBeTrue();
    }

    [Test]
    public void What_is_written_is_expected_when_it_is_read()
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-known-").FullName;
        try
        {
            var path = Path.Join(directory, "known.yaml");
            Expectations.Write(path, [new CaseResult(One, "x", Direction.Server, Verdict.Fail("it's slow"), TimeSpan.Zero, new Wire.WireLog())], TransportKind.Http);

            Expectations.Read(path, TransportKind.Http).Of(One, Direction.Server, Outcome.Fail)!.Reason.ShouldBe("it's slow");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

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
