using GitProto.Conformance.Cases;
using GitProto.Conformance.Rules;

namespace GitProto.Conformance.Tests;

/// <summary>Every MUST has a case or a reason to have none.</summary>
public sealed class CoverageTests
{
    private const string Cased = "sideband-pack.flush-ends", Untried = "ssh.no-dash";

    [Test]
    public void A_rule_without_case_and_reason_is_wrong() => Problem(Untried).ShouldBe($"{Untried} has neither a case nor a reason to have none");

    [Test]
    public void A_rule_with_a_reason_needs_no_case() => Problem(Untried, Untried).ShouldBeNull();

    [Test]
    public void A_rule_with_a_case_needs_no_reason() => Problem(Cased).ShouldBeNull();

    [Test]
    public void A_rule_with_a_case_and_a_reason_to_have_none_is_wrong() => Problem(Cased, Cased).ShouldNotBeNull().ShouldContain("besides");

    [Test]
    public void A_rule_that_is_no_must_needs_neither() => Problem("http.large-bodies").ShouldBeNull();

    [TestCase("why:\n  - no-such.rule\n", "no-such.rule")]
    [TestCase("why:\n  - ssh.no-dash\nalso:\n  - ssh.no-dash\n", "twice")]
    [TestCase("why: [", ".tmp(")]
    public void A_file_of_reasons_that_says_nothing_clear_is_refused(string text, string said)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Should.Throw<ConformanceException>(() => Uncased.Read(path)).Message.ShouldContain(said);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? Problem(string rule, params string[] excused) =>
        Coverage.Of([.. Catalogue.Positive()], excused.ToDictionary(id => id, _ => "why")).Single(one => one.Rule.Id == rule).Problem;
}
