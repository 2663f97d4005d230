namespace GitProto.Storage.Tests.Walking;

public sealed class HaveTrackerTests
{
    [Test]
    public void A_have_is_unknown_or_common_or_clear_from_its_child()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 5);
        var tracker = new HaveTracker(repository.Objects, [chain[4]]);
        tracker.Add(ObjectId.Parse(new string('a', 40))).ShouldBe(HaveAnswer.Unknown);
        tracker.Add(chain[2]).ShouldBe(HaveAnswer.Common);
        tracker.Add(chain[1]).ShouldBe(HaveAnswer.AlreadyKnown);
        tracker.Add(chain[2]).ShouldBe(HaveAnswer.AlreadyKnown);
        tracker.Add(chain[4]).ShouldBe(HaveAnswer.Common);
        tracker.Common.ShouldBe([chain[2], chain[4]]);
    }

    [Test]
    public void It_is_ready_once_every_want_reaches_something_common()
    {
        using var repository = new MemoryRepository();
        var left = History.Chain(repository, 5);
        var right = History.Chain(repository, 5, left[0]);
        var tracker = new HaveTracker(repository.Objects, [left[4], right[4]]);
        tracker.IsReady().ShouldBeFalse();
        tracker.Add(left[1]);
        tracker.IsReady().ShouldBeFalse();
        tracker.Add(right[1]);
        tracker.IsReady().ShouldBeTrue();
    }

    [Test]
    public void Commits_older_than_the_oldest_have_are_not_looked_into()
    {
        using var repository = new MemoryRepository();
        var chain = History.Chain(repository, 500);
        var store = new CountingObjects(repository.Objects);
        var have = History.Commit(repository, 480);
        var tracker = new HaveTracker(store, [chain[^1]]);
        tracker.Add(have).ShouldBe(HaveAnswer.Common);
        tracker.IsReady().ShouldBeFalse();
        tracker.IsReady().ShouldBeFalse();
        store.Reads.ShouldBeLessThan(30);
    }

    [Test]
    public async Task A_want_that_is_no_commit_does_not_stand_in_the_way()
    {
        using var repository = new MemoryRepository();
        var commit = await repository.CommitAsync("HEAD", "One", [("a", "1")]);
        var tag = await repository.TagAsync("t", commit, "T");
        var blob = repository.Objects.Write(ObjectType.Blob, "1"u8);
        var tracker = new HaveTracker(repository.Objects, [tag, blob]);
        tracker.Add(commit).ShouldBe(HaveAnswer.Common);
        tracker.IsReady().ShouldBeTrue();
    }
}
