namespace GitProto.Tests;

/// <summary>The Apache that other tests talk to, held against git alone.</summary>
[CancelAfter(300_000)]
public sealed class ApacheServerTests : IDisposable
{
    private ApacheServer apache = null!;

    [OneTimeSetUp]
    public void Serve() => apache = new ApacheServer();

    public void Dispose() => apache.Dispose();

    [Test]
    public void Git_clones_from_it_and_pushes_to_it()
    {
        var served = SourceRepository.MakeRich(apache.Place, ApacheServer.In("rich.git"));
        RealGit.Run(served, "config", "http.receivepack", "true");

        RealGit.Run(apache.Place.Path, "clone", "-q", "--bare", apache.Url("rich.git"), "clone.git");
        SourceRepository.Add(apache.Place.At("clone.git"), "main", 700, 1);
        RealGit.Run(apache.Place.At("clone.git"), "push", "-q", apache.Url("rich.git"), "main");

        RealGit.Run(served, "rev-parse", "main").ShouldBe(RealGit.Run(apache.Place.At("clone.git"), "rev-parse", "main"));
        apache.Requests.ShouldContain(line => line.StartsWith("200 POST /git/rich.git/git-receive-pack ", StringComparison.Ordinal));
    }

    [Test]
    public void It_asks_who_is_there_where_it_is_told_to()
    {
        SourceRepository.MakeRich(apache.Place, ApacheServer.In("guarded.git"));

        RealGit.Try(apache.Place.Path, "", "ls-remote", apache.GuardedUrl("guarded.git")).Code.ShouldNotBe(0);
        RealGit.Try(apache.Place.Path, "", "ls-remote", apache.GuardedUrl("guarded.git", "user:wrong")).Code.ShouldNotBe(0);
        RealGit.Run(apache.Place.Path, "ls-remote", apache.GuardedUrl("guarded.git", "user:secret")).ShouldContain("refs/heads/main");
    }
}
