using System.Text;

namespace GitProto.Storage.Tests.Walking;

[Category("hostile")]
public sealed class HostileWalkTests
{
    [Test]
    [CancelAfter(30_000)]
    public void N05_A_ladder_of_merges_is_walked_rung_by_rung()
    {
        using var repository = new MemoryRepository();
        var rung = new[] { History.Commit(repository, 0), History.Commit(repository, 1) };
        for (var minute = 2; minute < 122; minute += 2)
            rung = [History.Commit(repository, minute, rung), History.Commit(repository, minute + 1, rung)];
        var store = new CountingObjects(repository.Objects);
        using var counted = new CountedRepository(repository, store);
        var tip = History.Commit(repository, 200, rung);
        ShallowWalk.Compute(counted, new() { Wants = [tip], Depth = 100 }).Shallow.ShouldBeEmpty();
        ShallowWalk.Compute(counted, new() { Wants = [tip], Depth = 10 }).Shallow.Count.ShouldBe(2);
        ObjectWalk.Select(store, new() { Wants = [tip] }).Count.ShouldBe(124);
        store.Reads.ShouldBeLessThan(600);
    }

    [Test]
    [CancelAfter(30_000)]
    public void N15_A_bomb_of_trees_is_entered_once_for_each_tree([Values("", "tree:9", "blob:limit=1k")] string spec)
    {
        using var repository = new MemoryRepository();
        var id = repository.Objects.Write(ObjectType.Blob, "boom"u8);
        for (var level = 0; level < 15; level++)
        {
            var mode = level == 0 ? "100644" : "40000";
            var raw = ObjectId.AsSpan(in id).ToArray();
            id = repository.Objects.Write(ObjectType.Tree, [.. Enumerable.Range(0, 10).SelectMany(number => (byte[])[.. Encoding.ASCII.GetBytes($"{mode} {number}\0"), .. raw])]);
        }
        var author = new Signature("A", "a@example.com", History.Start);
        var commit = repository.Objects.WriteCommit(id, [], author, author, "boom");
        ObjectFilter.TryParse(Encoding.ASCII.GetBytes(spec), out var filter, out _).ShouldBe(spec.Length > 0);
        var store = new CountingObjects(repository.Objects);
        ObjectWalk.Select(store, new() { Wants = [commit], Filter = filter }).Count.ShouldBe(spec == "tree:9" ? 10 : 17);
        ObjectWalk.Select(store, new() { Wants = [History.Commit(repository, 5, commit)], Haves = [commit] }).Count.ShouldBe(2);
        store.Reads.ShouldBeLessThan(50);
    }

    [Test]
    [CancelAfter(60_000)]
    public void N16_Trees_nested_ten_thousand_deep_take_no_stack()
    {
        using var repository = new MemoryRepository();
        var id = repository.Objects.Write(ObjectType.Tree, []);
        for (var level = 0; level < 10_000; level++)
            id = repository.Objects.Write(ObjectType.Tree, [.. "40000 d\0"u8, .. ObjectId.AsSpan(in id)]);
        var selection = ObjectWalk.Select(repository.Objects, new() { Wants = [id] });
        selection.Count.ShouldBe(10_001);
        ObjectWalk.Select(repository.Objects, new() { Wants = [id], Haves = [id] }).Count.ShouldBe(0);
    }

    [Test]
    [CancelAfter(120_000)]
    public void N16_A_million_trees_within_each_other_take_no_stack_and_little_memory()
    {
        const int Levels = 1_000_000;
        var trees = new NestedTrees(Levels, 1);
        ObjectWalk.Select(trees, new() { Wants = [trees.Top] }).Count.ShouldBe(Levels + 1);
        ObjectWalk.Select(trees, new() { Wants = [trees.Top], Haves = [trees.Top] }).Count.ShouldBe(0);
        Connectivity.Check(trees, [trees.Top], [], new HashSet<ObjectId>()).Count.ShouldBe(Levels + 1);
        trees.Peak.ShouldBeLessThan(400L << 20);
    }

    [Test]
    [CancelAfter(120_000)]
    public void P21_Paths_of_four_gigabytes_are_never_put_together()
    {
        // 62,000 names of 70 KB, each a directory within the one before.
        var trees = new NestedTrees(62_000, 70_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        ObjectWalk.Select(trees, new() { Wants = [trees.Top] }).Count.ShouldBe(62_001);
        (trees.Peak - before).ShouldBeLessThan(80L << 20);
    }

    [Test]
    [CancelAfter(60_000)]
    public void N16_A_chain_of_tags_is_followed_to_a_limit_and_a_tag_of_nothing_is_named()
    {
        using var repository = new MemoryRepository();
        var absent = ObjectId.Parse(new string('a', 40));
        var dangling = Tag(repository, absent, "commit", 0);
        repository.Objects.Peel(dangling).ShouldBeNull();
        Should.Throw<ObjectRefusedException>(() => ObjectWalk.Select(repository.Objects, new() { Wants = [dangling] }));
        var id = Tag(repository, History.Commit(repository, 1), "commit", 0);
        for (var number = 0; number < 100_000; number++)
            id = Tag(repository, id, "tag", number);
        Should.Throw<LimitExceededException>(() => repository.Objects.Peel(id)).Limit.ShouldBe("MaxTagDepth");
        Should.Throw<LimitExceededException>(() => ObjectWalk.Select(repository.Objects, new() { Wants = [id] }));
    }

    [Test]
    [CancelAfter(60_000)]
    public void D05_A_history_of_thirty_thousand_commits_in_a_row_takes_no_stack()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 30_000);
        ObjectWalk.Select(repository.Objects, new() { Wants = [chain[^1]] }).Count.ShouldBe(30_001);
        ObjectWalk.Select(repository.Objects, new() { Wants = [chain[^1]], Haves = [chain[^2]] }).Count.ShouldBe(1);
        var walker = new HaveWalker(repository.Objects, [chain[^1]]);
        walker.Next(15_000).Count.ShouldBe(15_000);
        walker.MarkCommon(chain[15_001]).ShouldBeTrue();
        var tracker = new HaveTracker(repository.Objects, [chain[^1]]);
        tracker.Add(chain[0]);
        tracker.IsReady().ShouldBeTrue();
        Reachability.Unreachable(repository, [chain[0]], [chain[^1]]).ShouldBeEmpty();
    }

    private static ObjectId Tag(MemoryRepository repository, ObjectId target, string type, int number) =>
        repository.Objects.Write(ObjectType.Tag, Encoding.ASCII.GetBytes($"object {target}\ntype {type}\ntag t{number}\n\n"));
}
