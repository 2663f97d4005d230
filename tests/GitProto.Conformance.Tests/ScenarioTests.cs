using GitProto.Conformance.Cases;
using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Wire;

namespace GitProto.Conformance.Tests;

/// <summary>What becomes of scenarios.</summary>
public sealed class ScenarioTests
{
    [Test]
    public void A_scenario_is_played_with_the_other_format_from_the_repositories_of_that_format()
    {
        var found = Catalogue.Positive().Cast<ScenarioCase>().Where(one => one.Scenario.Name == "deepen-by-1-sha256").ToList();

        found.Select(one => one.Protocol).ShouldBe([0, 2]);
        found.ShouldAllBe(one => one.Scenario.Repository == "basic-sha256.git" && one.Scenario.Seed == "shallow-sha256.git" && one.Scenario.IsSha256);
    }

    [TestCase("depth-2")]
    [TestCase("filter-blobs")]
    [TestCase("push-delete")]
    [TestCase("push-atomic")]
    [TestCase("push-options")]
    [TestCase("archive-tar")]
    [TestCase("fetch-by-name")]
    public void What_a_user_does_is_asked_of_both_formats(string name)
    {
        var names = Catalogue.Positive().Cast<ScenarioCase>().Select(one => one.Scenario.Name).ToList();

        names.ShouldContain(name);
        names.ShouldContain($"{name}-sha256");
    }

    [Test]
    public void Lines_are_added_to_an_offer_of_v2_behind_its_version_and_nowhere_else()
    {
        var change = new OfferChange(new OfferEdit([], []) { LinesOfV2 = ["a=1", "b"] });

        change.Decide("000eversion 2\n"u8.ToArray()).Bytes.ShouldBe("000eversion 2\n0008a=1\n0006b\n"u8.ToArray());
        change.Decide("000eversion 1\n"u8.ToArray()).Bytes.ShouldBe("000eversion 1\n"u8.ToArray());
        change.Decide("0000"u8.ToArray()).Bytes.ShouldBe("0000"u8.ToArray());
    }
}
