namespace GitProto.Storage.Tests.Refs;

/// <summary>What every ref store does, whatever keeps the refs.</summary>
public abstract class RefStoreContract
{
    private static readonly ObjectId One = ObjectId.Parse(new string('1', 40));
    private static readonly ObjectId Two = ObjectId.Parse(new string('2', 40));
    private static readonly RefName Main = RefName.Parse("refs/heads/main");
    private static readonly RefName Side = RefName.Parse("refs/heads/side");

    protected abstract IRefStore Refs { get; }

    [Test]
    public void A_new_store_has_an_unborn_HEAD_and_nothing_else()
    {
        Refs.TryRead(RefName.Head).ShouldBe(new Ref(RefName.Head, null, Main));
        Refs.TryRead(Main).ShouldBeNull();
        Refs.List().ShouldBeEmpty();
    }

    [Test]
    public async Task A_ref_is_made_moved_and_deleted_by_compare_and_swap()
    {
        (await Apply(RefUpdate.Create(Main, One))).ShouldBe(RefRefusal.None);
        (await Apply(RefUpdate.Create(Main, Two))).ShouldBe(RefRefusal.Stale);
        (await Apply(RefUpdate.Change(Main, Two, One))).ShouldBe(RefRefusal.Stale);
        (await Apply(RefUpdate.Change(Main, One, Two))).ShouldBe(RefRefusal.None);
        Refs.Resolve(Main).ShouldBe(Two);
        Refs.Resolve(RefName.Head).ShouldBe(Two);
        (await Apply(RefUpdate.Delete(Main, One))).ShouldBe(RefRefusal.Stale);
        (await Apply(RefUpdate.Delete(Main, Two))).ShouldBe(RefRefusal.None);
        Refs.TryRead(Main).ShouldBeNull();
        (await Apply(RefUpdate.Delete(Main, Two))).ShouldBe(RefRefusal.Stale);
        (await Apply(RefUpdate.Delete(Main))).ShouldBe(RefRefusal.None);
    }

    [Test]
    public async Task Of_an_atomic_set_all_are_made_or_none()
    {
        await Refs.SetAsync(Side, One);
        var results = await Refs.ApplyAsync([RefUpdate.Create(Main, One), RefUpdate.Change(Side, Two, One)]);
        results.Select(result => result.Refusal).ShouldBe([RefRefusal.Aborted, RefRefusal.Stale]);
        results.ShouldAllBe(result => result.Reason != null);
        Refs.TryRead(Main).ShouldBeNull();
    }

    [Test]
    public async Task Of_a_set_that_is_not_atomic_each_stands_for_itself()
    {
        await Refs.SetAsync(Side, One);
        var results = await Refs.ApplyAsync([RefUpdate.Create(Main, One), RefUpdate.Change(Side, Two, One)], new() { Atomic = false });
        results.Select(result => result.Refusal).ShouldBe([RefRefusal.None, RefRefusal.Stale]);
        Refs.Resolve(Main).ShouldBe(One);
    }

    [Test]
    public async Task A_ref_that_is_not_there_is_not_deleted_and_made_in_one_set()
    {
        var results = await Refs.ApplyAsync([RefUpdate.Delete(Main), RefUpdate.Create(Main, One)]);
        results.Select(result => result.Refusal).ShouldBe([RefRefusal.Aborted, RefRefusal.Duplicate]);
        Refs.TryRead(Main).ShouldBeNull();
    }

    [Test]
    public async Task Refs_are_listed_in_the_order_of_their_bytes()
    {
        string[] names = ["refs/heads/a", "refs/heads/a-b", "refs/heads/b/c", "refs/heads/b/d/e", "refs/tags/B", "refs/tags/a", "refs/x"];
        foreach (var name in names.Reverse())
            await Refs.SetAsync(RefName.Parse(name), One);
        Refs.List().Select(found => found.Name.ToString()).ShouldBe(names);
        Refs.List("refs/heads/a").Count().ShouldBe(2);
        Refs.List("refs/heads/b/").Count().ShouldBe(2);
        Refs.List("refs/heads/b/d/").Count().ShouldBe(1);
        Refs.List("refs/none").ShouldBeEmpty();
        Refs.List("HEAD").ShouldBeEmpty();
        Refs.List("re").Count().ShouldBe(names.Length);
    }

    [Test]
    public async Task A_prefix_of_a_peer_leads_nowhere_else([Values("refs/../", "refs/heads/../../", "../", "/etc/", "refs//", "refs/heads/\0")] string prefix)
    {
        await Refs.SetAsync(Main, One);
        Refs.List(prefix).ShouldBeEmpty();
    }

    [Test]
    public async Task HEAD_is_moved_to_another_branch_or_detached()
    {
        await Refs.SetSymbolicAsync(RefName.Head, Side);
        Refs.TryRead(RefName.Head).ShouldBe(new Ref(RefName.Head, null, Side));
        await Refs.SetAsync(RefName.Head, One);
        Refs.Resolve(Side).ShouldBe(One);
        (await Apply(RefUpdate.Set(RefName.Head, Two) with { NoFollow = true })).ShouldBe(RefRefusal.None);
        Refs.TryRead(RefName.Head).ShouldBe(new Ref(RefName.Head, Two));
        Refs.Resolve(Side).ShouldBe(One);
    }

    [Test]
    public async Task A_symbolic_ref_is_listed_with_the_end_of_its_chain()
    {
        await Refs.SetAsync(Main, One);
        await Refs.SetSymbolicAsync(RefName.Parse("refs/remotes/o/HEAD"), RefName.Parse("refs/remotes/o/main"));
        await Refs.SetSymbolicAsync(RefName.Parse("refs/remotes/o/main"), Main);
        await Refs.SetSymbolicAsync(RefName.Parse("refs/remotes/o/dangling"), Side);
        Refs.List("refs/remotes/").ShouldBe([new(RefName.Parse("refs/remotes/o/HEAD"), One, Main), new(RefName.Parse("refs/remotes/o/main"), One, Main)]);
    }

    [Test]
    [Category("hostile")]
    public async Task R06_A_ref_and_a_directory_of_the_same_name_exclude_each_other()
    {
        await Refs.SetAsync(RefName.Parse("refs/heads/a/b"), One);
        (await Apply(RefUpdate.Create(RefName.Parse("refs/heads/a"), One))).ShouldBe(RefRefusal.NameConflict);
        (await Apply(RefUpdate.Create(RefName.Parse("refs/heads/a/b/c/d"), One))).ShouldBe(RefRefusal.NameConflict);
        (await Apply(RefUpdate.Create(RefName.Parse("refs/heads/ab"), One))).ShouldBe(RefRefusal.None);
        Refs.List().Count().ShouldBe(2);
        await Refs.ApplyOneAsync(RefUpdate.Delete(RefName.Parse("refs/heads/a/b")));
        (await Apply(RefUpdate.Create(RefName.Parse("refs/heads/a"), One))).ShouldBe(RefRefusal.None);
    }

    [Test]
    [Category("hostile")]
    public async Task R06_A_set_that_conflicts_with_itself_is_refused([Values] bool parentFirst)
    {
        var parent = RefUpdate.Create(RefName.Parse("refs/heads/a"), One);
        var child = RefUpdate.Create(RefName.Parse("refs/heads/a/b"), One);
        var results = await Refs.ApplyAsync(parentFirst ? [parent, child] : [child, parent]);
        results.Select(result => result.Refusal).ShouldBe([RefRefusal.Aborted, RefRefusal.NameConflict]);
        Refs.List().ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public async Task R06_A_branch_may_make_way_for_branches_below_it()
    {
        var parent = RefName.Parse("refs/heads/a");
        await Refs.SetAsync(parent, One);
        var results = await Refs.ApplyAsync([RefUpdate.Create(RefName.Parse("refs/heads/a/b"), Two), RefUpdate.Delete(parent, One)], new() { Atomic = false });
        results.ShouldAllBe(result => result.Succeeded);
        Refs.List().Select(found => found.Name.ToString()).ShouldBe(["refs/heads/a/b"]);
    }

    [Test]
    public async Task A_ref_named_twice_is_refused()
    {
        var results = await Refs.ApplyAsync([RefUpdate.Create(Main, One), RefUpdate.Set(RefName.Head, Two)]);
        results[1].Refusal.ShouldBe(RefRefusal.Duplicate);
        Refs.TryRead(Main).ShouldBeNull();
    }

    [Test]
    [Category("hostile")]
    public async Task R08_A_circle_of_symbolic_refs_is_refused_and_the_rest_still_listed()
    {
        var circle = RefName.Parse("refs/heads/circle");
        await Refs.SetAsync(Main, One);
        await Refs.SetSymbolicAsync(RefName.Head, circle);
        await Refs.SetSymbolicAsync(circle, RefName.Parse("refs/heads/back"));
        await Refs.SetSymbolicAsync(RefName.Parse("refs/heads/back"), circle);
        Should.Throw<RefRefusedException>(() => Refs.TryRead(RefName.Head)).Reason.ShouldContain("circle");
        Refs.List().ShouldBe([new Ref(Main, One)]);
        (await Apply(RefUpdate.Set(RefName.Head, Two))).ShouldBe(RefRefusal.Broken);
    }

    [Test]
    [Category("hostile")]
    public async Task R08_A_chain_is_followed_as_far_as_git_follows_it()
    {
        await Refs.SetAsync(RefName.Parse("refs/heads/c0"), One);
        for (var i = 1; i <= 5; i++)
            await Refs.SetSymbolicAsync(RefName.Parse($"refs/heads/c{i}"), RefName.Parse($"refs/heads/c{i - 1}"));
        Refs.Resolve(RefName.Parse("refs/heads/c4")).ShouldBe(One);
        Should.Throw<RefRefusedException>(() => Refs.TryRead(RefName.Parse("refs/heads/c5")));
        Refs.List().Count().ShouldBe(5);
    }

    [Test]
    [Repeat(20)]
    public async Task Of_many_writers_that_expect_the_same_one_wins()
    {
        await Refs.SetAsync(Main, One);
        var targets = Enumerable.Range(1, 16).Select(number => ObjectId.FromBytes([.. new byte[19], (byte)number])).ToArray();
        var results = await Task.WhenAll(targets.Select(target => Task.Run(() => Apply(RefUpdate.Change(Main, One, target)))));
        results.Count(refusal => refusal == RefRefusal.None).ShouldBe(1);
        targets.ShouldContain(Refs.Resolve(Main)!.Value);
    }

    private async Task<RefRefusal> Apply(RefUpdate update) => (await Refs.ApplyAsync([update]))[0].Refusal;
}
