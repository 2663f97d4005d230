namespace GitProto.Cli.Tests;

public sealed class CloneCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void A_clone_from_a_git_daemon_is_whole(int version)
    {
        using var daemon = new GitDaemon(sample.Path);
        Run.Tool(sample.Path, "clone", "-q", "--bare", "--protocol", $"{version}", daemon.Url("a/.git"), "b.git").ShouldBe(new Outcome(0, "", ""));
        Run.Git(sample.At("b.git"), "fsck", "--strict");
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
        File.ReadAllText(sample.At("b.git/HEAD")).ShouldBe("ref: refs/heads/main\n");
    }

    [Test]
    public void A_path_is_cloned_by_the_server_within_and_the_trace_shows_each_packet()
    {
        var outcome = Run.Tool(sample.Path, "clone", "--trace", "a", "b.git");
        outcome.Code.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain("[ls-refs-request.command]");
        outcome.Error.ShouldNotContain("no-progress");
        outcome.Error.ShouldMatch(@"(?m)^C: want [0-9a-f]{40} +\[fetch-request\.want\]$");
        outcome.Error.ShouldMatch(@"(?m)^S: \\1\(a pack begins: version 2, 10 objects\)$");
        outcome.Error.ShouldMatch(@"(?m)^S: \\1\(the pack ends: \d+ bytes in 1 packet\)$");
        outcome.Error.ShouldNotContain("Receiving objects");
        Run.Git(sample.At("b.git"), "fsck", "--strict");
    }

    [Test]
    public void The_directory_is_named_for_the_repository()
    {
        Run.Tool(sample.Repository, "clone", "-q", ".").Code.ShouldBe(0);
        Directory.Exists(sample.At("a/a.git")).ShouldBeTrue();
    }

    [Test]
    public void A_pipe_gets_plain_lines()
    {
        var outcome = Run.Tool(sample.Path, "clone", "--mirror", "a", "b.git");
        outcome.Error.ShouldStartWith("Cloning into bare repository 'b.git'...\n");
        outcome.Error.ShouldMatch(@"(?m)^Receiving objects: 100% \(\d+/\d+\), .*, done\.$");
        outcome.Error.ShouldMatch(@"\nCloned 10 objects \(\d+ bytes\) and 5 refs\. HEAD is refs/heads/main\. The clone is bare\.\n$");
        outcome.Error.ShouldNotContain("\u001b");
        outcome.Error.ShouldNotContain("\r");
    }

    [TestCase("--bare")]
    [TestCase("--mirror")]
    public void Refs_HEAD_and_config_are_those_of_a_clone_by_git(string kind)
    {
        Run.Git(sample.Repository, "update-ref", "refs/notes/x", "HEAD");
        Run.Git(sample.Path, "clone", "-q", kind, "a", "git.git");
        Run.Tool(sample.Path, "clone", "-q", kind, "a", "ours.git").Code.ShouldBe(0);
        sample.Refs("ours.git").ShouldBe(sample.Refs("git.git"));
        foreach (var file in new[] { "HEAD", "config" })
            File.ReadAllText(sample.At("ours.git/" + file)).ShouldBe(File.ReadAllText(sample.At("git.git/" + file)));
    }

    [Test]
    public void A_clone_of_a_shallow_clone_is_as_shallow()
    {
        Run.Git(sample.Path, "clone", "-q", "--bare", "--depth", "2", "file://" + sample.Repository, "shallow.git");
        Run.Tool(sample.Path, "clone", "-q", "shallow.git", "b.git").Code.ShouldBe(0);
        File.ReadAllText(sample.At("b.git/shallow")).ShouldBe(File.ReadAllText(sample.At("shallow.git/shallow")));
        Run.Git(sample.At("b.git"), "fsck", "--strict");
    }

    [Test]
    public void A_detached_HEAD_stays_detached()
    {
        Run.Git(sample.Repository, "commit", "-q", "--allow-empty", "-m", "four");
        Run.Git(sample.Repository, "checkout", "-q", "--detach", "HEAD~1");
        Run.Tool(sample.Path, "clone", "a", "b.git").Error.ShouldContain("HEAD is detached.");
        Run.Git(sample.At("b.git"), "rev-parse", "HEAD").ShouldBe(Run.Git(sample.Repository, "rev-parse", "HEAD"));
    }

    [Test]
    public void A_clone_of_nothing_says_so_and_keeps_the_name_of_the_branch()
    {
        Run.Git(sample.Path, "init", "-q", "-b", "trunk", "empty");
        Run.Tool(sample.Path, "clone", "empty", "b.git").Error.ShouldContain("warning: You appear to have cloned an empty repository.\n");
        File.ReadAllText(sample.At("b.git/HEAD")).ShouldBe("ref: refs/heads/trunk\n");
    }

    [Test]
    public void A_linked_work_tree_can_be_cloned()
    {
        Run.Git(sample.Repository, "worktree", "add", "-q", "../tree", "topic/deep");
        Run.Tool(sample.Path, "clone", "-q", "tree", "b.git").Code.ShouldBe(0);
        File.ReadAllText(sample.At("b.git/HEAD")).ShouldBe("ref: refs/heads/topic/deep\n");
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
    }

    [Test, Platform("Linux", Reason = "script has other options elsewhere")]
    public void A_terminal_gets_bars()
    {
        var outcome = Run.OnTerminal(sample.Path, "clone", "a", "b.git");
        outcome.Code.ShouldBe(0, outcome.Output);
        outcome.Output.ShouldMatch(@"Receiving objects.*100%");
        outcome.Output.ShouldContain("\u001b[");
        outcome.Output.ShouldContain("Cloned 10 objects");
    }

    [Test]
    public void A_shallow_clone_has_as_many_commits_as_asked_for()
    {
        Run.Tool(sample.Path, "clone", "-q", "--depth", "1", "a", "b.git").Code.ShouldBe(0);
        Run.Git(sample.At("b.git"), "rev-list", "--count", "main").ShouldBe("1\n");
    }

    [Test]
    public void A_directory_with_something_in_it_is_left_alone()
    {
        var outcome = Run.Tool(sample.Path, "clone", "-q", "a", "a");
        outcome.Code.ShouldBe(128);
        outcome.Error.ShouldEndWith("/a' already exists and is not an empty directory\n");
    }

    [Test]
    public void Nothing_is_left_if_there_is_no_repository()
    {
        Run.Tool(sample.Path, "clone", "-q", "nothing", "b.git").ShouldBe(new Outcome(128, "", "fatal: 'nothing' does not appear to be a git repository\n"));
        Directory.Exists(sample.At("b.git")).ShouldBeFalse();
    }
}
