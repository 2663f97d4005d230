using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>The installed git clones from our server.</summary>
[CancelAfter(240_000)]
public sealed class CloneTests : IAsyncDisposable
{
    private ServedDirectory served = null!;

    [OneTimeSetUp]
    public void Make()
    {
        served = new ServedDirectory();
        SourceRepository.MakeRich(served.Place, ServedDirectory.In("sha1.git"));
        SourceRepository.MakeRich(served.Place, ServedDirectory.In("sha256.git"), "sha256");
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Test]
    public void A_mirror_has_all_refs_and_is_clean([Values(0, 1, 2)] int version, [Values("sha1", "sha256")] string format)
    {
        var name = $"mirror-{version}-{format}";
        served.Git(version, "clone", "-q", "--mirror", served.Url($"{format}.git"), name);

        var copy = served.Place.At(name);
        SourceRepository.Refs(copy).ShouldBe(SourceRepository.Refs(served.Place.At("served", $"{format}.git")));
        RealGit.Run(copy, "fsck", "--strict", "--no-dangling").ShouldBe("");
        RealGit.Run(copy, "symbolic-ref", "HEAD").ShouldBe("refs/heads/main");
    }

    [Test]
    public void A_clone_with_files_checks_out([Values(0, 1, 2)] int version)
    {
        served.Git(version, "clone", "-q", served.Url("sha1.git"), $"files-{version}");

        RealGit.Run(served.Place.At($"files-{version}"), "status", "--porcelain").ShouldBe("");
        RealGit.Run(served.Place.At($"files-{version}"), "log", "-1", "--format=%s").ShouldBe("commit 39");
    }

    [Test]
    public void Ls_remote_shows_what_git_shows([Values(0, 1, 2)] int version)
    {
        var expected = served.Git(version, "ls-remote", "--symref", served.Place.At("served", "sha1.git"));

        served.Git(version, "ls-remote", "--symref", served.Url("sha1.git")).ShouldBe(expected);
    }

    [Test]
    public async Task A_repository_in_memory_is_cloned([Values(0, 1, 2)] int version)
    {
        using var repository = new MemoryRepository();
        await repository.CommitAsync("HEAD", "first", [("a.txt", "a\n"), ("dir/b.txt", "b\n")]);
        var tip = await repository.CommitAsync("HEAD", "second", [("a.txt", "c\n")]);
        await repository.TagAsync("v1", tip, "a tag");
        await using var server = GitServer.Start(new DictionaryResolver { ["/app.git"] = repository });

        served.Git(version, "clone", "-q", $"{server.BaseUrl}app.git", $"memory-{version}");

        var copy = served.Place.At($"memory-{version}");
        RealGit.Run(copy, "rev-parse", "HEAD").ShouldBe(tip.ToString());
        RealGit.Run(copy, "cat-file", "-t", "v1").ShouldBe("tag");
        RealGit.Run(copy, "fsck", "--strict").ShouldBe("");
    }

    [Test]
    public void An_empty_repository_is_cloned_with_its_branch([Values(0, 1, 2)] int version)
    {
        var name = $"empty-{version}.git";
        RealGit.Run(served.Root, "init", "-q", "--bare", "-b", "trunk", name);

        served.Git(version, "clone", "-q", "--bare", served.Url(name), $"empty-copy-{version}");

        SourceRepository.Refs(served.Place.At($"empty-copy-{version}")).ShouldBe("");
        if (version == 2)
            RealGit.Run(served.Place.At($"empty-copy-{version}"), "symbolic-ref", "HEAD").ShouldBe("refs/heads/trunk");
    }

    [Test]
    public void A_detached_head_is_cloned([Values(0, 1, 2)] int version)
    {
        var source = SourceRepository.MakeRich(served.Place, ServedDirectory.In($"detached-{version}.git"));
        RealGit.Run(source, "update-ref", "--no-deref", "HEAD", "main~1");

        served.Git(version, "clone", "-q", "--bare", served.Url($"detached-{version}.git"), $"detached-copy-{version}");

        RealGit.Run(served.Place.At($"detached-copy-{version}"), "rev-parse", "HEAD").ShouldBe(RealGit.Run(source, "rev-parse", "main~1"));
    }

    [Test]
    public void What_is_not_there_and_what_is_forbidden_get_the_same_words([Values(0, 2)] int version)
    {
        var missing = RealGit.Try(served.Place.Path, "", "-c", $"protocol.version={version}", "ls-remote", served.Url("none.git"));
        var outside = RealGit.Try(served.Place.Path, "", "-c", $"protocol.version={version}", "ls-remote", served.Url("~root/none.git"));

        missing.Code.ShouldBe(128);
        missing.Error.ShouldStartWith("fatal: remote error: access denied or repository not exported: /none.git");
        outside.Error.ShouldStartWith("fatal: remote error: access denied or repository not exported: ");
    }

    [Test]
    public void Progress_reads_as_gits()
    {
        var (code, _, error) = RealGit.Try(served.Place.Path, "", "clone", "--progress", "--bare", served.Url("sha1.git"), "progress");

        code.ShouldBe(0, error);
        error.ShouldContain("remote: Enumerating objects: ");
        error.ShouldContain("remote: Total ");
    }
}
