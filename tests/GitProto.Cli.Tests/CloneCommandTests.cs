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
        outcome.Error.ShouldMatch(@"(?m)^C: want [0-9a-f]{40} +\[fetch-request\.want\]$");
        outcome.Error.ShouldMatch(@"(?m)^S: \\1\(a pack: \d+ bytes in \d+ packets\)$");
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
        outcome.Error.ShouldNotContain("\u001b");
        outcome.Error.ShouldNotContain("\r");
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
