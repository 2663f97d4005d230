namespace GitProto.Tests;

/// <summary>The installed git pushes over HTTP.</summary>
[CancelAfter(300_000)]
public sealed class PushTests
{
    private HostedGit host = null!;

    [OneTimeSetUp]
    public async Task Serve() => host = await HostedGit.StartAsync(options =>
        options.Server = options.Server with { ReceivePack = options.Server.ReceivePack with { PushOptions = true } });

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TearDown]
    public void Show() => host.ShowLogOfAFailure();

    [Test]
    public void A_push_into_an_empty_repository_brings_everything([Values(0, 1, 2)] int version, [Values("sha1", "sha256")] string format)
    {
        var (mine, served, url) = Pair(format);
        Push(mine, version, "--mirror", url).Code.ShouldBe(0);
        SameRefs(mine, served);
    }

    [Test]
    public void Refs_are_made_moved_and_deleted_in_one_push([Values(0, 2)] int version)
    {
        var (mine, served, url) = Pair();
        Push(mine, version, "--mirror", url).Code.ShouldBe(0);
        SourceRepository.Add(mine, "main", 800, 3);
        RealGit.Run(mine, "branch", "made", "main~2");
        RealGit.Run(mine, "update-ref", "-d", "refs/heads/side");
        Push(mine, version, url, "main", "made", ":side").Code.ShouldBe(0);
        SameRefs(mine, served);
    }

    [Test]
    public void A_delete_alone_brings_no_pack()
    {
        var (mine, served, url) = Pair();
        Push(mine, 2, "--mirror", url).Code.ShouldBe(0);
        Push(mine, 2, url, "--delete", "refs/heads/side", "refs/tags/light").Code.ShouldBe(0);
        SourceRepository.Refs(served).ShouldNotContain("side");
        SourceRepository.Refs(served).ShouldNotContain("light");
    }

    [Test]
    public void A_branch_is_rewound_by_force_alone()
    {
        var (mine, served, url) = Pair();
        RealGit.Run(served, "config", "receive.denyNonFastForwards", "false");
        Push(mine, 2, "--mirror", url).Code.ShouldBe(0);
        RealGit.Run(mine, "update-ref", "refs/heads/main", "main~4");
        Push(mine, 2, url, "main").Code.ShouldBe(1);
        Push(mine, 2, "--force", url, "main").Code.ShouldBe(0);
        SameRefs(mine, served);
    }

    [Test]
    public void An_atomic_push_is_all_or_nothing()
    {
        var (mine, served, url) = Pair();
        Push(mine, 2, "--mirror", url).Code.ShouldBe(0);
        RealGit.Run(served, "config", "receive.denyNonFastForwards", "true");
        var before = SourceRepository.Refs(served);
        RealGit.Run(mine, "branch", "made", "main");
        RealGit.Run(mine, "update-ref", "refs/heads/side", "main~20");
        Push(mine, 2, "--atomic", url, "made", "+side").Code.ShouldBe(1);
        SourceRepository.Refs(served).ShouldBe(before);
        Push(mine, 2, "--atomic", url, "made", "main").Code.ShouldBe(0);
        SourceRepository.Refs(served).ShouldContain("refs/heads/made");
    }

    [Test]
    public void Push_options_are_taken()
    {
        var (mine, served, url) = Pair();
        Push(mine, 2, "--push-option=a=b", "--push-option=c", url, "main").Code.ShouldBe(0);
        RealGit.Run(served, "rev-parse", "main").ShouldBe(RealGit.Run(mine, "rev-parse", "main"));
    }

    [Test]
    public void A_push_above_the_buffer_of_git_comes_in_chunks()
    {
        var served = SourceRepository.Make(host.Place, HostedGit.In("chunks.git"), "sha1");
        var mine = SourceRepository.MakeSynthetic(host.Place, "chunks", 6000);
        var (code, _, error) = RealGit.Try(mine, "", "-c", "http.postBuffer=65536", "push", "-q", host.Url("chunks.git"), "main");
        code.ShouldBe(0, error);
        SameRefs(mine, served);
        host.Log.All.ShouldContain(line => line.Contains("POST") && line.Contains("chunks.git/git-receive-pack"));
    }

    private static (int Code, string Output, string Error) Push(string from, int version, params string[] arguments) =>
        RealGit.Try(from, "", ["-c", $"protocol.version={version}", "push", "-q", .. arguments]);

    private static void SameRefs(string mine, string served)
    {
        RealGit.Run(served, "fsck", "--strict", "--no-progress");
        SourceRepository.Refs(served).ShouldBe(SourceRepository.Refs(mine));
    }

    private (string Mine, string Served, string Url) Pair(string format = "sha1")
    {
        var name = Path.GetRandomFileName();
        var mine = SourceRepository.MakeRich(host.Place, name, format);
        RealGit.Run(mine, "symbolic-ref", "-d", "refs/heads/alias");
        return (mine, SourceRepository.Make(host.Place, HostedGit.In(name + ".git"), format), host.Url(name + ".git"));
    }
}
