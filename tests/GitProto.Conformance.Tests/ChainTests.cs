using GitProto.Conformance.Cases;

namespace GitProto.Conformance.Tests;

/// <summary>What may run at once.</summary>
public sealed class ChainTests
{
    [Test]
    public void Cases_that_change_the_same_repository_are_played_one_by_one()
    {
        var chains = Cases.Case.Chains(Catalogue.Positive());

        chains.Where(chain => chain[0].Changes is not null).Select(chain => chain[0].Changes).ShouldBe(["push.git", "push-sha256.git", "strict.git", "checked.git"]);
        chains.ShouldAllBe(chain => chain.All(one => one.Changes == chain[0].Changes));
    }

    [Test]
    public void All_others_are_played_whenever_there_is_time()
    {
        var chains = Cases.Case.Chains(Catalogue.Positive());

        chains.Where(chain => chain[0].Changes is null).ShouldAllBe(chain => chain.Count == 1);
        chains.Sum(chain => chain.Count).ShouldBe(Catalogue.Positive().Count());
    }
}
