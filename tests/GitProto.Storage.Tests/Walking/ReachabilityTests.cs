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

    [Test]
    public async Task Ancestors_are_told_for_any_pairs_and_any_clock([Values(0, 100_000)] int skew)
    {
        using var repository = new MemoryRepository();
        var commits = await History.GrowAsync(repository, 120, seed: 5, skew);
        var random = new Random(9);
        var pairs = Enumerable.Range(0, 200).Select(_ => (commits[random.Next(commits.Count)], commits[random.Next(commits.Count)])).ToList();
        var expected = pairs.Select(pair => Reachability.Unreachable(repository, [pair.Item1], [pair.Item2]).Count == 0);
        Reachability.AreAncestors(repository, pairs).ShouldBe(expected);
    }

    [Test]
    public async Task Tags_are_followed_for_ancestors_and_other_objects_have_none()
    {
        using var repository = new MemoryRepository();
        var commit = await repository.CommitAsync("HEAD", "One", [("a", "1")]);
        var next = await repository.CommitAsync("HEAD", "Two", [("a", "2")]);
        var tag = await repository.TagAsync("t", commit, "T");
        var blob = repository.Objects.Write(ObjectType.Blob, "1"u8);
        Reachability.AreAncestors(repository, [(tag, next), (next, tag), (blob, next), (commit, blob), (ObjectId.Zero(repository.Format), next)])
            .ShouldBe([true, false, false, false, false]);
    }

    [Test]
    public void Many_refs_that_moved_read_each_commit_once()
    {
        using var repository = new MemoryRepository();
        var old = History.Chain(repository, 1000);
        var rewritten = History.Chain(repository, 1000, History.Commit(repository, 2));
        var store = new CountingObjects(repository.Objects);
        using var counted = new CountedRepository(repository, store);
        Reachability.AreAncestors(counted, [.. old.Zip(rewritten), .. old.SkipLast(1).Zip(old.Skip(1))]).Count(answer => answer).ShouldBe(999);
        store.Reads.ShouldBeLessThan(2100);
    }

    [Test]
    public void Only_what_two_histories_do_not_share_is_walked()
    {
        using var repository = new MemoryRepository();
        var shared = History.Chain(repository, 2000);
        var store = new CountingObjects(repository.Objects);
        using var counted = new CountedRepository(repository, store);
        Reachability.AreAncestors(counted, [(History.Commit(repository, 3000, shared[^1]), History.Commit(repository, 3001, shared[^1])), (shared[^2], shared[^1])]).ShouldBe([false, true]);
        store.Reads.ShouldBeLessThan(20);
    }
}
