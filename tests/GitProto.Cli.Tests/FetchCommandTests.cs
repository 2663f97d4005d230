namespace GitProto.Cli.Tests;

public sealed class FetchCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void What_was_added_is_fetched_from_a_git_daemon(int version)
    {
        Run.Git(sample.Path, "clone", "-q", "--bare", "a", "b.git");
        sample.Commit("four");
        using var daemon = new GitDaemon(sample.Path);
        var outcome = Run.Tool(sample.Path, "fetch", "-C", "b.git", "--protocol", $"{version}", daemon.Url("a/.git"), "refs/heads/main:refs/heads/main");
        outcome.Code.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldMatch(@"(?m)^   [0-9a-f]{7}\.\.[0-9a-f]{7}  main       -> main$");
        Run.Git(sample.At("b.git"), "rev-parse", "main").ShouldBe(Run.Git(sample.Repository, "rev-parse", "main"));
        Run.Git(sample.At("b.git"), "fsck", "--strict");
    }

    [Test]
    [Category("hostile")]
    public void O18_A_fetch_of_a_bad_object_is_refused_each_time_and_leaves_nothing()
    {
        var tree = sample.EvilTree();
        Run.Git(sample.Repository, "update-ref", "refs/heads/evil", Run.Git(sample.Repository, "commit-tree", "-m", "Evil", tree).TrimEnd());
        Run.Git(sample.Path, "init", "-q", "--bare", "b.git");
        Run.Git(sample.At("b.git"), "config", "fetch.fsckObjects", "true");
        for (var time = 0; time < 2; time++)
        {
            var outcome = Run.Tool(sample.Path, "fetch", "-q", "-C", "b.git", "a", "refs/heads/*:refs/heads/*");
            outcome.Code.ShouldBe(128);
            outcome.Error.ShouldContain($"error: object {tree}: hasDotgit: contains '.git'\nfatal: fsck error in packed object\n");
            Directory.GetFiles(sample.At("b.git/objects"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
            sample.Refs("b.git").ShouldBe("");
        }
        Run.Git(sample.At("b.git"), "config", "fetch.fsck.hasDotgit", "ignore");
        Run.Tool(sample.Path, "fetch", "-q", "-C", "b.git", "a", "refs/heads/*:refs/heads/*").Code.ShouldBe(0);
    }

    [TestCase("transfer.fsckObjects", "true", null, true)]
    [TestCase("fetch.fsckObjects", "true", null, true)]
    [TestCase("fetch.fsckObjects", "false", "true", true)]
    [TestCase("transfer.fsckObjects", "true", "false", false)]
    [Category("hostile")]
    public void O18_What_the_user_has_set_is_heeded_by_clone_and_fetch_as_by_git(string key, string inFile, string? inEnvironment, bool isRefused)
    {
        var tree = sample.EvilTree();
        Run.Git(sample.Repository, "update-ref", "refs/heads/evil", Run.Git(sample.Repository, "commit-tree", "-m", "Evil", tree).TrimEnd());
        Run.Git(sample.Path, "init", "-q", "--bare", "b.git");
        File.Delete(sample.At("user"));
        Run.Git(sample.Path, "config", "-f", "user", key, inFile);
        var variables = new List<(string, string)> { ("GIT_CONFIG_GLOBAL", sample.At("user")) };
        if (inEnvironment is not null)
            variables.AddRange([("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", key), ("GIT_CONFIG_VALUE_0", inEnvironment)]);
        foreach (var arguments in new[] { (string[])["clone", "-q", "--mirror", "file://" + sample.Repository, "c.git"], ["fetch", "-q", "-C", "b.git", "a", "refs/heads/*:refs/heads/*"] })
        {
            var outcome = Run.With(sample.Path, variables, Run.ToolPath, arguments);
            outcome.Code.ShouldBe(isRefused ? 128 : 0, outcome.Error);
            if (isRefused)
                outcome.Error.ShouldContain($"error: object {tree}: hasDotgit: contains '.git'\nfatal: fsck error in packed object\n");
        }
        Directory.Exists(sample.At("c.git")).ShouldBe(!isRefused);
    }

    [Test]
    public void Without_a_refspec_the_refs_of_the_server_are_listed_and_none_is_written()
    {
        Run.Git(sample.Path, "init", "-q", "--bare", "b.git");
        Run.Tool(sample.Path, "fetch", "-q", "-C", "b.git", "a").Output.ShouldContain("\trefs/heads/main\n");
        sample.Refs("b.git").ShouldBe("");
    }

    [TestCase("HEAD")]
    [TestCase("refs/heads/*:refs/remotes/o/*")]
    [TestCase("main", "refs/tags/v1", "HEAD")]
    [TestCase("+refs/*:refs/all/*")]
    [TestCase("refs/heads/main:refs/heads/x")]
    public void FETCH_HEAD_says_what_git_would_write(params string[] specs)
    {
        Run.Git(sample.Repository, "tag", "-a", "-m", "A tag", "v1");
        Run.Git(sample.Repository, "branch", "other");
        foreach (var name in new[] { "ours.git", "gits.git" })
            Run.Git(sample.Path, "init", "-q", "--bare", name);
        var url = "file://" + sample.Repository + "/.git/";

        Run.Tool(sample.Path, ["fetch", "-q", "-C", "ours.git", url, .. specs]).Code.ShouldBe(0);
        Run.Git(sample.At("gits.git"), ["fetch", "-q", url, .. specs]);

        File.ReadAllLines(sample.At("ours.git/FETCH_HEAD")).ShouldBe(File.ReadAllLines(sample.At("gits.git/FETCH_HEAD")), ignoreOrder: true);
        File.ReadAllLines(sample.At("ours.git/FETCH_HEAD")).SkipWhile(line => !line.Contains("not-for-merge", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("not-for-merge", StringComparison.Ordinal));
        File.Delete(sample.At("ours.git/FETCH_HEAD"));
        Run.Tool(sample.Path, ["fetch", "-q", "--no-write-fetch-head", "-C", "ours.git", url, .. specs]).Code.ShouldBe(0);
        File.Exists(sample.At("ours.git/FETCH_HEAD")).ShouldBeFalse();
    }

    [Test]
    public void A_ref_that_would_lose_history_is_rejected()
    {
        Run.Git(sample.Path, "clone", "-q", "--bare", "a", "b.git");
        Run.Git(sample.Repository, "reset", "-q", "--hard", "HEAD~1");
        var outcome = Run.Tool(sample.Path, "fetch", "-C", "b.git", "a", "refs/heads/main:refs/heads/main");
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain(" ! [rejected]        main       -> main  (non-fast-forward)\n");
    }

    [Test]
    public void A_ref_that_the_server_does_not_have_ends_in_128() =>
        Run.Tool(sample.Path, "fetch", "-q", "-C", "a", sample.Repository, "nothing").Code.ShouldBe(Run.TryGit(sample.Repository, "fetch", "-q", ".", "nothing").Code);

    [Test]
    public void Without_C_it_fetches_into_the_repository_around()
    {
        Run.Git(sample.Path, "init", "-q", "b");
        Directory.CreateDirectory(sample.At("b/deep"));
        Run.Tool(sample.At("b/deep"), "fetch", "-q", sample.Repository, "+refs/heads/*:refs/heads/*").Code.ShouldBe(0);
        Run.Git(sample.At("b"), "rev-parse", "main").ShouldBe(Run.Git(sample.Repository, "rev-parse", "main"));
    }

    [Test]
    public void Without_a_repository_it_says_what_git_says() =>
        Run.Tool(sample.Path, "fetch", "-q", sample.Repository).ShouldBe(Run.TryGit(sample.Path, "fetch", "-q", sample.Repository));
}
