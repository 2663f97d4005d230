namespace GitProto.Tests;

/// <summary>The installed git lists and fetches over HTTP.</summary>
[CancelAfter(300_000)]
public sealed class FetchTests
{
    private HostedGit host = null!;

    [OneTimeSetUp]
    public async Task Serve()
    {
        host = await HostedGit.StartAsync();
        SourceRepository.MakeRich(host.Place, HostedGit.In("rich.git"));
        SourceRepository.MakeSynthetic(host.Place, HostedGit.In("synthetic.git"), 4000);
        SourceRepository.MakeRich(host.Place, HostedGit.In("sha256.git"), "sha256");
        SourceRepository.Make(host.Place, HostedGit.In("empty.git"), "sha1");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TearDown]
    public void Show() => host.ShowLogOfAFailure();

    [Test]
    public void Refs_are_listed([Values(0, 1, 2)] int version) =>
        host.Git(version, "ls-remote", host.Url("rich.git")).ShouldBe(RealGit.Run(host.Place.Path, "ls-remote", host.Place.At("served", "rich.git")));

    [Test]
    public void A_clone_is_whole([Values(0, 1, 2)] int version, [Values("rich.git", "synthetic.git", "sha256.git")] string name)
    {
        var clone = $"clone-{version}-{name}";
        host.Git(version, "clone", "-q", "--mirror", host.Url(name), clone);
        RealGit.Run(host.Place.At(clone), "fsck", "--strict", "--no-progress");
        SourceRepository.Refs(host.Place.At(clone)).ShouldBe(SourceRepository.Refs(host.Place.At("served", name)));
    }

    [Test]
    public void An_empty_repository_is_cloned([Values(0, 1, 2)] int version)
    {
        host.Git(version, "clone", "-q", "--bare", host.Url("empty.git"), $"empty-{version}");
        SourceRepository.Refs(host.Place.At($"empty-{version}")).ShouldBeEmpty();
    }

    [Test]
    public void A_fetch_brings_what_is_new([Values(0, 1, 2)] int version)
    {
        var served = SourceRepository.MakeSynthetic(host.Place, HostedGit.In($"growing-{version}.git"), 400);
        var clone = host.Place.At($"grown-{version}");
        host.Git(version, "clone", "-q", "--mirror", host.Url($"growing-{version}.git"), clone);
        // The client has so much of its own that its haves take several turns, in gzip.
        SourceRepository.Add(clone, "mine", 5000, 300, isRoot: true);
        SourceRepository.Add(served, "main", 9000, 20);
        RealGit.Run(clone, "-c", $"protocol.version={version}", "fetch", "-q", "origin", "refs/heads/main:refs/heads/main");
        RealGit.Run(clone, "fsck", "--strict", "--no-progress");
        RealGit.Run(clone, "rev-parse", "main").ShouldBe(RealGit.Run(served, "rev-parse", "main"));
    }

    [Test]
    public void A_shallow_clone_is_deepened([Values(0, 1, 2)] int version)
    {
        var clone = $"shallow-{version}";
        host.Git(version, "clone", "-q", "--bare", "--depth=3", host.Url("rich.git"), clone);
        RealGit.Run(host.Place.At(clone), "rev-list", "--count", "main").ShouldBe("3");
        RealGit.Run(host.Place.At(clone), "-c", $"protocol.version={version}", "fetch", "-q", "--deepen=4", host.Url("rich.git"), "main");
        RealGit.Run(host.Place.At(clone), "rev-list", "--count", "main").ShouldBe("7");
        RealGit.Run(host.Place.At(clone), "-c", $"protocol.version={version}", "fetch", "-q", "--unshallow", host.Url("rich.git"), "main");
        RealGit.Run(host.Place.At(clone), "rev-list", "--count", "main").ShouldBe("40");
        RealGit.Run(host.Place.At(clone), "fsck", "--strict", "--no-progress");
    }

    [Test]
    public void A_repository_that_is_not_there_is_not_found() =>
        RealGit.Try(host.Place.Path, "", "ls-remote", host.Url("none.git")).Error.ShouldContain("not found");
}
