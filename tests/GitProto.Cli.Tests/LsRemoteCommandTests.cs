namespace GitProto.Cli.Tests;

public sealed class LsRemoteCommandTests : IDisposable
{
    private Sample sample = null!;

    [OneTimeSetUp]
    public void Make() => sample = new Sample();

    [OneTimeTearDown]
    public void Dispose() => sample.Dispose();

    [TestCase("")]
    [TestCase("--heads")]
    [TestCase("--tags")]
    [TestCase("--heads --tags")]
    [TestCase("--refs")]
    [TestCase("--symref")]
    [TestCase("--symref --heads")]
    public void It_prints_what_git_prints(string flags) => Same([.. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), sample.Repository]);

    [TestCase("main")]
    [TestCase("v1.*")]
    [TestCase("v1.[1-9]*")]
    [TestCase("v1.[!1]")]
    [TestCase("t*p")]
    [TestCase("ai?")]
    [TestCase("deep")]
    [TestCase("nothing")]
    public void A_pattern_picks_what_git_picks(string pattern) => Same([sample.Repository, pattern]);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void It_lists_a_git_daemon_in_every_version(int version)
    {
        using var daemon = new GitDaemon(sample.Path);
        var url = daemon.Url("a/.git");
        var expected = Run.Git(sample.Path, "-c", $"protocol.version={version}", "ls-remote", "--symref", url);
        Run.Tool(sample.Path, "ls-remote", "--symref", "--protocol", $"{version}", url).ShouldBe(new Outcome(0, expected, ""));
    }

    [TestCase("main")]
    [TestCase("nothing")]
    public void The_exit_code_tells_whether_there_is_a_ref_if_asked_to(string pattern) =>
        Run.Tool(sample.Path, "ls-remote", "--exit-code", sample.Repository, pattern).ShouldBe(Run.TryGit(sample.Path, "ls-remote", "--exit-code", sample.Repository, pattern));

    [TestCase(0)]
    [TestCase(2)]
    public void It_lists_what_another_program_serves(int version) =>
        Run.Tool(sample.Path, "ls-remote", "--protocol", $"{version}", "--upload-pack", "git upload-pack", sample.Repository).Output
            .ShouldBe(Run.Git(sample.Path, "ls-remote", sample.Repository));

    [Test]
    public void No_repository_is_one_line_and_128() => Run.Tool(sample.Path, "ls-remote", "nothing")
        .ShouldBe(new Outcome(128, "", "fatal: 'nothing' does not appear to be a git repository\n"));

    private void Same(string[] arguments) =>
        Run.Tool(sample.Path, ["ls-remote", .. arguments]).ShouldBe(new Outcome(0, Run.Git(sample.Path, ["ls-remote", .. arguments]), ""));
}
