namespace GitProto.Storage.Tests.Packs;

public sealed class DeltaBranchesTests
{
    [Test]
    public async Task Who_waits_gets_what_another_gives_and_none_once_all_wait()
    {
        var branches = new DeltaBranches();
        branches.Join();
        branches.Join();
        branches.AreWanted.ShouldBeFalse();
        var other = Task.Run(branches.Take);
        while (!branches.AreWanted)
            await Task.Yield();
        var branch = new BaseFrame { Entry = 7 };

        branches.Give(branch);

        (await other).ShouldBeSameAs(branch);
        branches.AreWanted.ShouldBeFalse();
        other = Task.Run(branches.Take);
        branches.Take().ShouldBeNull();
        (await other).ShouldBeNull();
    }

    [Test]
    public async Task Nobody_waits_for_a_worker_that_failed()
    {
        var branches = new DeltaBranches();
        for (var i = 0; i < 3; i++)
            branches.Join();
        var others = Enumerable.Range(0, 2).Select(_ => Task.Run(branches.Take)).ToArray();

        branches.End();

        (await Task.WhenAll(others)).ShouldAllBe(branch => branch == null);
    }

    [Test]
    public void One_worker_alone_gets_none_nor_does_who_comes_later()
    {
        var branches = new DeltaBranches();
        branches.Join();
        branches.Take().ShouldBeNull();

        branches.Join();
        branches.Take().ShouldBeNull();
    }
}
