namespace GitProto.Storage.Tests.Walking;

public sealed class ReachabilityTests
{
    [Test]
    public void What_a_tip_reaches_is_found_and_the_rest_is_named()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 10);
        var other = History.Commit(repository, 5);
        Reachability.Unreachable(repository, [chain[0], chain[4], other], [chain[4]]).ShouldBe([other]);
        Reachability.Unreachable(repository, [chain[5]], [chain[4]]).ShouldBe([chain[5]]);
        Reachability.Unreachable(repository, [chain[0]], []).ShouldBe([chain[0]]);
    }

    [Test]
    public async Task Tags_are_followed_and_other_objects_count_only_as_tips()
    {
        using var repository = new MemoryRepository();
        var commit = await repository.CommitAsync("HEAD", "One", [("a", "1")]);
        var tag = await repository.TagAsync("t", commit, "T");
        var blob = repository.Objects.Write(ObjectType.Blob, "1"u8);
        Reachability.Unreachable(repository, [commit, tag], [tag]).ShouldBeEmpty();
        Reachability.Unreachable(repository, [blob], [tag]).ShouldBe([blob]);
        Reachability.Unreachable(repository, [blob], [blob]).ShouldBeEmpty();
    }

    [Test]
    public void Many_goals_take_one_walk()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 3000);
        var store = new CountingObjects(repository.Objects);
        using var counted = new CountedRepository(repository, store);
        Reachability.Unreachable(counted, chain, [chain[^1]]).ShouldBeEmpty();
        store.Reads.ShouldBeLessThan(2 * chain.Count);
    }
}
