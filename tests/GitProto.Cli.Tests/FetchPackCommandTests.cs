namespace GitProto.Cli.Tests;

public sealed class FetchPackCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [Test]
    public void The_pack_is_one_that_git_takes()
    {
        var outcome = Run.Tool(sample.Path, "fetch-pack", "-q", "a", "-o", "x.pack", "main");
        outcome.ShouldBe(new Outcome(0, Run.Git(sample.Repository, "rev-parse", "main").TrimEnd() + " refs/heads/main\n", ""));
        Run.Git(sample.Path, "index-pack", "--strict", "x.pack");
    }

    [Test]
    public void A_ref_that_is_not_there_leaves_no_file()
    {
        Run.Tool(sample.Path, "fetch-pack", "-q", "a", "-o", "x.pack", "nothing").ShouldBe(new Outcome(128, "", "fatal: couldn't find remote ref nothing\n"));
        Directory.GetFiles(sample.Path).ShouldBeEmpty();
    }
}
