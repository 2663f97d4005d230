namespace GitProto.Storage.Tests.Walking;

public sealed class HaveWalkerTests
{
    [Test]
    public void Commits_are_told_youngest_first_each_once()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 20);
        var walker = new HaveWalker(repository.Objects, [chain[10], chain[19], chain[19]]);
        walker.Next(3).ShouldBe([chain[19], chain[18], chain[17]]);
        walker.Next(100).ShouldBe(chain.Take(17).Reverse());
        walker.Exhausted.ShouldBeTrue();
        walker.Next(1).ShouldBeEmpty();
    }

    [Test]
    public void What_the_server_has_is_not_told_nor_what_lies_behind_it()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 20);
        var side = History.Chain(repository, 5, chain[3]);
        var walker = new HaveWalker(repository.Objects, [chain[19], side[4]]);
        walker.Next(4);
        walker.MarkCommon(chain[18]).ShouldBeTrue();
        walker.MarkCommon(chain[18]).ShouldBeFalse();
        walker.Next(100).ShouldBe([side[4], side[3], side[2], side[1], side[0]]);
        walker.Exhausted.ShouldBeTrue();
    }

    [Test]
    public void A_commit_the_server_advertised_is_told_and_its_ancestors_are_not()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 10);
        var walker = new HaveWalker(repository.Objects, [chain[9]]);
        walker.MarkAdvertised(chain[6]);
        walker.MarkAdvertised(ObjectId.Parse(new string('a', 40)));
        walker.Next(100).ShouldBe([chain[9], chain[8], chain[7], chain[6]]);
    }

    [Test]
    public void The_walk_ends_at_the_shallow_boundary()
    {
        using var repository = new MemoryRepository();
        var orphan = History.Commit(repository, 1, ObjectId.Parse(new string('a', 40)));
        new HaveWalker(repository.Objects, [orphan], new HashSet<ObjectId> { orphan }).Next(10).ShouldBe([orphan]);
        new HaveWalker(repository.Objects, [orphan]).Next(10).ShouldBe([orphan]);
    }

    [Test]
    public async Task It_begins_at_all_refs_and_HEAD()
    {
        using var repository = new MemoryRepository();
        HaveWalker.Over(repository).Exhausted.ShouldBeTrue();
        var main = await repository.CommitAsync("refs/heads/main", "One", [("a", "1")]);
        var side = await repository.CommitAsync("refs/heads/side", "Two", [("a", "2")]);
        await repository.TagAsync("t", side, "T");
        HaveWalker.Over(repository).Next(10).ShouldBe([main, side], ignoreOrder: true);
    }

    [Test]
    public async Task Nobody_is_told_of_a_commit_twice_or_left_in_doubt_whatever_the_answers()
    {
        using var repository = new MemoryRepository();
        var commits = await History.GrowAsync(repository, 150, 9, skew: 500);
        var random = new Random(10);
        for (var round = 0; round < 20; round++)
        {
            var servers = ObjectWalk.Select(repository.Objects, new() { Wants = random.GetItems(commits.ToArray(), 2) }).Select(item => item.Id).ToHashSet();
            var walker = HaveWalker.Over(repository);
            var told = new List<ObjectId>();
            while (walker.Next(7) is { Count: > 0 } haves)
            {
                told.AddRange(haves);
                foreach (var common in haves.Where(servers.Contains))
                    walker.MarkCommon(common);
            }
            walker.Exhausted.ShouldBeTrue();
            told.ShouldBeUnique();
            var known = ObjectWalk.Select(repository.Objects, new() { Wants = [.. told.Where(servers.Contains).DefaultIfEmpty(commits[0])] });
            commits.Where(commit => servers.Contains(commit) && !known.Contains(commit) && told.Contains(commit)).ShouldBeEmpty();
        }
    }
}
