using GitProto.Tests;

namespace GitProto.Cli.Tests;

/// <summary>The installed git against a real Apache whose CGI program is <c>gitproto http-backend</c>.</summary>
[CancelAfter(600_000)]
public sealed class HttpBackendApacheTests : IDisposable
{
    private ApacheServer apache = null!;

    [OneTimeSetUp]
    public void Serve()
    {
        apache = new ApacheServer(new ApacheOptions { Program = [Run.ToolPath, "http-backend"] });
        SourceRepository.MakeRich(apache.Place, ApacheServer.In("rich.git"));
    }

    public void Dispose() => apache.Dispose();

    [Test]
    public void A_clone_is_whole([Values(0, 1, 2)] int version)
    {
        RealGit.Run(apache.Place.Path, "-c", $"protocol.version={version}", "clone", "-q", "--mirror", apache.Url("rich.git"), $"clone-{version}");
        RealGit.Run(apache.Place.At($"clone-{version}"), "fsck", "--strict", "--no-progress");
        SourceRepository.Refs(apache.Place.At($"clone-{version}")).ShouldBe(SourceRepository.Refs(apache.Place.At("served", "rich.git")));
    }

    [Test]
    public void A_fetch_in_many_turns_brings_what_is_new([Values(0, 2)] int version)
    {
        var served = SourceRepository.MakeSynthetic(apache.Place, ApacheServer.In($"growing-{version}.git"), 400);
        var clone = apache.Place.At($"grown-{version}");
        RealGit.Run(apache.Place.Path, "clone", "-q", "--mirror", apache.Url($"growing-{version}.git"), clone);
        SourceRepository.Add(clone, "mine", 5000, 300, isRoot: true);
        SourceRepository.Add(served, "main", 9000, 20);
        RealGit.Run(clone, "-c", $"protocol.version={version}", "fetch", "-q", "origin", "refs/heads/main:refs/heads/main");
        RealGit.Run(clone, "fsck", "--strict", "--no-progress");
        RealGit.Run(clone, "rev-parse", "main").ShouldBe(RealGit.Run(served, "rev-parse", "main"));
        apache.Requests.ShouldContain(line => line.Contains($"growing-{version}.git/git-upload-pack") && line.Contains("encoding=gzip"));
    }

    [Test]
    public void A_push_needs_a_user()
    {
        var (mine, served) = Pair("user");
        var (code, _, error) = RealGit.Try(mine, "", "push", apache.Url("user.git"), "main");
        code.ShouldBe(128);
        error.ShouldContain("403");
        SourceRepository.Refs(served).ShouldBeEmpty();

        RealGit.Run(mine, "push", "-q", "--mirror", apache.GuardedUrl("user.git", "user:secret"));
        SameRefs(mine, served);
    }

    [Test]
    public void A_push_needs_no_user_where_the_config_says_so()
    {
        var (mine, served) = Pair("open");
        RealGit.Run(served, "config", "http.receivepack", "true");
        RealGit.Run(mine, "push", "-q", "--mirror", apache.Url("open.git"));
        SameRefs(mine, served);
    }

    [Test]
    public void A_fetch_is_refused_where_the_config_says_so()
    {
        var served = SourceRepository.MakeRich(apache.Place, ApacheServer.In("closed.git"));
        RealGit.Run(served, "config", "http.uploadpack", "false");
        RealGit.Try(apache.Place.Path, "", "ls-remote", apache.Url("closed.git")).Error.ShouldContain("403");
    }

    [Test]
    public void A_push_above_the_buffer_of_git_comes_in_chunks()
    {
        var served = SourceRepository.Make(apache.Place, ApacheServer.In("chunks.git"), "sha1");
        var mine = SourceRepository.MakeSynthetic(apache.Place, "chunks", 6000);
        RealGit.Run(mine, "-c", "http.postBuffer=65536", "push", "-q", apache.GuardedUrl("chunks.git", "user:secret"), "main");
        SameRefs(mine, served);
        apache.Requests.ShouldContain(line => line.Contains("chunks.git/git-receive-pack") && line.Contains("transfer=chunked"));
    }

    [Test]
    public void Refs_are_made_moved_and_deleted_and_an_atomic_push_is_all_or_nothing()
    {
        var (mine, served) = Pair("every");
        var url = apache.GuardedUrl("every.git", "user:secret");
        RealGit.Run(mine, "push", "-q", "--mirror", url);
        SourceRepository.Add(mine, "main", 800, 3);
        RealGit.Run(mine, "branch", "made", "main~2");
        RealGit.Run(mine, "update-ref", "-d", "refs/heads/side");
        RealGit.Run(mine, "push", "-q", "--atomic", url, "main", "made", ":side");
        SameRefs(mine, served);
        RealGit.Run(served, "config", "receive.denyNonFastForwards", "true");
        RealGit.Run(mine, "update-ref", "refs/heads/main", "main~4");
        RealGit.Run(mine, "branch", "more", "made");
        var before = SourceRepository.Refs(served);
        RealGit.Try(mine, "", "push", "-q", "--atomic", url, "+main", "more").Code.ShouldBe(1);
        SourceRepository.Refs(served).ShouldBe(before);
    }

    [Test]
    public void Hooks_are_told_who_pushes()
    {
        var (mine, served) = Pair("hooked");
        var hook = Path.Join(served, "hooks", "post-receive");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\necho \"$REMOTE_USER $GIT_COMMITTER_NAME $GIT_COMMITTER_EMAIL\" > pushed\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        RealGit.Run(mine, "push", "-q", apache.GuardedUrl("hooked.git", "user:secret"), "main");
        File.ReadAllText(Path.Join(served, "pushed")).ShouldBe("user user user@http.127.0.0.1\n");
    }

    private static void SameRefs(string mine, string served)
    {
        RealGit.Run(served, "fsck", "--strict", "--no-progress");
        SourceRepository.Refs(served).ShouldBe(SourceRepository.Refs(mine));
    }

    private (string Mine, string Served) Pair(string name)
    {
        var mine = SourceRepository.MakeRich(apache.Place, name);
        RealGit.Run(mine, "symbolic-ref", "-d", "refs/heads/alias");
        return (mine, SourceRepository.Make(apache.Place, ApacheServer.In(name + ".git"), "sha1"));
    }
}
