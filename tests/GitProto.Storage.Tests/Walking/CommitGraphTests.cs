using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Walking;

/// <summary>Repositories whose <c>commit-graph</c> knows more than there is.</summary>
[Category("hostile"), CancelAfter(60_000)]
public sealed class CommitGraphTests : IDisposable
{
    private TempDirectory directory = null!;

    private string Full => directory.File("full.git");

    [SetUp]
    public void Make()
    {
        directory = new TempDirectory();
        Directory.CreateDirectory(Full);
        SampleHistory.Create(Full, 30);
        Git.Run(Full, "commit-graph", "write", "--reachable");
    }

    [TearDown]
    public void Dispose() => directory.Dispose();

    [Test]
    public void N06_Commits_that_only_a_commit_graph_has_are_not_there()
    {
        using var repository = Part("main~10");
        var (missing, tip) = (Id("main~3"), Id("main~10"));

        repository.Objects.Contains(missing).ShouldBeFalse();
        Should.Throw<ObjectRefusedException>(() => ObjectWalk.Select(repository.Objects, new() { Wants = [missing] }));
        var walker = new HaveWalker(repository.Objects, [tip]);
        walker.MarkAdvertised(missing);
        walker.MarkCommon(missing).ShouldBeFalse();
        walker.Next(1000).Count.ShouldBe(20);
        ObjectWalk.Select(repository.Objects, new() { Wants = [tip] }).Select(item => item.Id).ShouldBe(GitObjects.Walk(Full, "main~10"), ignoreOrder: true);
    }

    [Test]
    public void N06_A_history_goes_no_further_where_only_a_commit_graph_goes_on()
    {
        using var repository = Part("main", "^main~5");
        var (missing, tip) = (Id("main~5"), Id("main"));

        Should.Throw<ObjectRefusedException>(() => ObjectWalk.Select(repository.Objects, new() { Wants = [tip] })).Message.ShouldContain(missing.ToString());
        new HaveWalker(repository.Objects, [tip]).Next(1000).Count.ShouldBe(5);
    }

    private ObjectId Id(string revision) => ObjectId.Parse(Git.Run(Full, "rev-parse", revision));

    /// <summary>A repository with a part of the objects, and the whole graph.</summary>
    private FileRepository Part(params string[] revisions)
    {
        var path = directory.File("part.git");
        var repository = FileRepository.Create(path);
        var pack = Git.RunBytes(Full, Encoding.ASCII.GetBytes(string.Join('\n', revisions) + "\n"), "pack-objects", "--revs", "--stdout", "-q");
        Git.RunBytes(path, pack, "index-pack", "--stdin");
        Directory.CreateDirectory(Path.Join(path, "objects/info"));
        File.Copy(Path.Join(Full, "objects/info/commit-graph"), Path.Join(path, "objects/info/commit-graph"));
        return repository;
    }
}
