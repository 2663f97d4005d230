using GitProto.Server;

namespace GitProto.Tests;

/// <summary>The installed git fetches more of what it has a part of.</summary>
[CancelAfter(240_000)]
public sealed class FetchTests : IAsyncDisposable
{
    private readonly ServedDirectory served = new(new GitServerOptions { UploadPack = new UploadPackOptions { AllowFilter = true, AllowRefInWant = true } });

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Test]
    public void New_commits_are_fetched_and_little_else([Values(0, 1, 2)] int version)
    {
        var (source, copy) = Clone($"grow-{version}", version, "--mirror");
        SourceRepository.Add(source, "main", 100, 3);
        SourceRepository.Add(source, "side", 200, 2);

        var (code, _, error) = RealGit.Try(copy, "", "-c", $"protocol.version={version}", "fetch", "--progress", "origin");

        code.ShouldBe(0, error);
        SourceRepository.Refs(copy).ShouldBe(SourceRepository.Refs(source));
        RealGit.Run(copy, "fsck", "--strict", "--no-dangling").ShouldBe("");
        error.ShouldContain("Total 15 ");
    }

    [Test]
    public void Many_commits_that_only_the_client_has_do_not_hide_what_is_common([Values(0, 1, 2)] int version)
    {
        var (source, copy) = Clone($"many-{version}", version, "--mirror");
        var own = SourceRepository.MakeSynthetic(served.Place, $"own-{version}", 6_000);
        RealGit.Run(copy, "fetch", "-q", own, "main:refs/heads/own");
        SourceRepository.Add(source, "main", 100, 2);

        served.Git(version, "-C", copy, "fetch", "-q", "origin", "refs/heads/main:refs/heads/main");

        RealGit.Run(copy, "rev-parse", "main").ShouldBe(RealGit.Run(source, "rev-parse", "main"));
        RealGit.Run(copy, "fsck", "--strict", "--no-dangling").ShouldBe("");
    }

    [Test]
    public void Fetching_again_brings_nothing([Values(0, 1, 2)] int version)
    {
        var (source, copy) = Clone($"again-{version}", version, "--mirror");

        served.Git(version, "-C", copy, "fetch", "-q", "origin");

        SourceRepository.Refs(copy).ShouldBe(SourceRepository.Refs(source));
    }

    [Test]
    public void A_shallow_clone_is_deepened_and_made_whole_as_by_git([Values(0, 1, 2)] int version)
    {
        var (source, copy) = Clone($"shallow-{version}", version, "--bare", "--depth=2", "--no-single-branch");
        var twin = served.Place.At($"twin-{version}");
        served.Git(version, "clone", "-q", "--bare", "--depth=2", "--no-single-branch", $"file://{source}", twin);
        State(copy).ShouldBe(State(twin));

        foreach (var how in new[] { "--depth=5", "--deepen=2", "--depth=3", "--unshallow" })
        {
            foreach (var one in new[] { copy, twin })
                served.Git(version, "-C", one, "fetch", "-q", how, "origin", "main");
            State(copy).ShouldBe(State(twin), how);
        }
        RealGit.Run(copy, "rev-parse", "--is-shallow-repository").ShouldBe("false");
        RealGit.Run(copy, "fsck", "--strict", "--no-dangling").ShouldBe("");
    }

    [Test]
    public void History_is_cut_by_time_and_by_ref([Values(0, 1, 2)] int version)
    {
        var (_, since) = Clone($"since-{version}", version, "--bare", "--shallow-since=1600108000");
        var (_, without) = Clone($"without-{version}", version, "--bare", "--shallow-exclude=light");

        Count(since).ShouldBe("10");
        Count(without).ShouldBe("5");
        RealGit.Run(without, "fsck", "--strict", "--no-dangling").ShouldBe("");
    }

    [Test]
    public void A_shallow_repository_is_served([Values(0, 1, 2)] int version)
    {
        var (_, middle) = Clone($"middle-{version}", version, "--mirror", "--depth=3");
        Directory.Move(middle, served.Place.At("served", $"middle-{version}-shallow.git"));

        served.Git(version, "clone", "-q", "--bare", served.Url($"middle-{version}-shallow.git"), $"end-{version}");

        Count(served.Place.At($"end-{version}")).ShouldBe("3");
    }

    [Test]
    public void Blobs_are_left_out_and_fetched_when_needed([Values(0, 1, 2)] int version)
    {
        var (source, copy) = Clone($"partial-{version}", version, "--bare", "--filter=blob:none");
        RealGit.Run(copy, "rev-list", "--objects", "--missing=print", "main").ShouldContain("?");

        if (version == 2)
            served.Git(version, "-C", copy, "cat-file", "-p", "main:dir/file1").ShouldBe(RealGit.Run(source, "cat-file", "-p", "main:dir/file1"));
    }

    [Test]
    public void One_branch_brings_the_tags_on_it([Values(0, 1, 2)] int version)
    {
        var (_, copy) = Clone($"one-{version}", version, "--bare", "--single-branch", "--branch=main");

        SourceRepository.Refs(copy, "refs/tags/").Split('\n').Select(line => line.Split(' ')[1])
            .ShouldBe(["refs/tags/light", "refs/tags/v1", "refs/tags/v1-again"]);
    }

    [Test]
    public void An_object_without_a_ref_is_given_in_v2_alone()
    {
        var (source, copy) = Clone("loose-want", 2, "--bare", "--depth=1");
        var hidden = RealGit.Run(source, "rev-parse", "main~7^{tree}");

        var (code, _, error) = RealGit.Try(copy, "", "-c", "protocol.version=0", "fetch", "-q", "origin", hidden);
        served.Git(2, "-C", copy, "fetch", "-q", "origin", hidden);

        code.ShouldNotBe(0);
        error.ShouldContain("Server does not allow request for unadvertised object");
        RealGit.Run(copy, "cat-file", "-t", hidden).ShouldBe("tree");
    }

    /// <summary>What a shallow repository holds: its boundary, and how much history of each ref.</summary>
    private static string State(string repository) =>
        (File.Exists(Path.Join(repository, "shallow")) ? string.Concat(File.ReadLines(Path.Join(repository, "shallow")).Order()) : "")
        + Count(repository) + Count(repository, "--all");

    private static string Count(string repository, string revision = "main") => RealGit.Run(repository, "rev-list", "--count", revision);

    private (string Source, string Copy) Clone(string name, int version, params string[] how)
    {
        var source = SourceRepository.MakeRich(served.Place, ServedDirectory.In($"{name}.git"));
        served.Git(version, ["clone", "-q", .. how, served.Url($"{name}.git"), name]);
        return (source, served.Place.At(name));
    }
}
