using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Walking;

/// <summary>Reading the trees of a pack while a walk is still among its commits.</summary>
public sealed class BulkPlanTests
{
    private const int Commits = 600;

    [Test]
    public void Trees_read_early_give_the_same_selection()
    {
        using var directory = Packed();
        using var repository = FileRepository.Open(directory.Path);
        var request = Request(repository);
        using var plan = Begun(repository, request);
        var early = new ObjectSelection(ObjectFormat.Sha1);
        var trees = new TreeWalk(repository.Objects, early, ObjectFilter.None, default);

        trees.Bulk = plan.Begin(Commits, trees);
        foreach (var commit in GitObjects.Walk(directory.Path, "main").Where(id => repository.Objects.TryReadHeader(id, out var type, out _) && type == ObjectType.Commit))
            trees.Include(new CommitView(ObjectFormat.Sha1, repository.Objects.Read(commit, ObjectType.Commit).Span).Tree);
        trees.Bulk.ShouldNotBeNull().Run();
        trees.Bulk.Select(early, () => { });

        early.Ids.ShouldBe(ObjectWalk.Select(repository.Objects, request).Where(item => item.Type is ObjectType.Tree or ObjectType.Blob).Select(item => item.Id));
    }

    [Test]
    public void Where_all_threads_are_at_work_a_walk_waits_for_none()
    {
        using var directory = Packed();
        using var repository = FileRepository.Open(directory.Path);
        var request = Request(repository);
        var expected = ObjectWalk.Select(repository.Objects, request).Count;
        using var release = new ManualResetEventSlim();
        ThreadPool.GetMinThreads(out var threads, out _);
        var busy = Enumerable.Range(0, threads * 20).Select(_ => Task.Run(release.Wait)).ToArray();

        // On a thread of its own: those of the pool are taken.
        var walking = Task.Factory.StartNew(() => ObjectWalk.Select(repository.Objects, request).Count, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        try
        {
            walking.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            walking.Result.ShouldBe(expected);
        }
        finally
        {
            release.Set();
            Task.WaitAll(busy);
        }
    }

    [Test]
    public void Nothing_is_left_running_when_the_walk_ends_before()
    {
        using var directory = Packed();
        using var repository = FileRepository.Open(directory.Path);

        var plan = Begun(repository, Request(repository));
        plan.Dispose();

        plan.HasEnded.ShouldBeTrue();
    }

    [Test]
    public void Too_few_commits_begin_nothing()
    {
        using var directory = Packed();
        using var repository = FileRepository.Open(directory.Path);
        using var plan = BulkPlan.For(repository.Objects, Request(repository), default).ShouldNotBeNull();

        for (var met = 1; met < 500; met++)
            plan.Met(met);

        plan.HasEnded.ShouldBeTrue();
        plan.Begin(499, new TreeWalk(repository.Objects, new ObjectSelection(ObjectFormat.Sha1), ObjectFilter.None, default)).ShouldBeNull();
    }

    [Test]
    public void A_walk_from_what_the_other_side_has_is_never_done_in_bulk()
    {
        using var directory = Packed();
        using var repository = FileRepository.Open(directory.Path);
        var request = Request(repository);

        BulkPlan.For(repository.Objects, new ObjectWalkRequest { Wants = request.Wants, Haves = request.Wants }, default).ShouldBeNull();
    }

    private static BulkPlan Begun(FileRepository repository, ObjectWalkRequest request)
    {
        var plan = BulkPlan.For(repository.Objects, request, default).ShouldNotBeNull();
        var met = Commits;
        // The headers of the entries are read first, on another thread.
        SpinWait.SpinUntil(() => Reads(plan, met += met / 2), TimeSpan.FromMinutes(1)).ShouldBeTrue();
        return plan;
    }

    private static bool Reads(BulkPlan plan, int met)
    {
        plan.Met(met);
        return plan.ReadsTrees || met > int.MaxValue / 4;
    }

    private static TempDirectory Packed()
    {
        var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, Commits, ObjectFormat.Sha1);
        Git.Run(directory.Path, "repack", "-adfq");
        return directory;
    }

    private static ObjectWalkRequest Request(FileRepository repository) =>
        new() { Wants = [repository.Refs.List().First(found => found.Name.ToString() == "refs/heads/main").Target!.Value] };
}
