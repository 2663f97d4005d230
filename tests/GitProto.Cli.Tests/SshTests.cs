using System.Runtime.Versioning;

namespace GitProto.Cli.Tests;

/// <summary>Over a real sshd, both ways: git against our shell, our tool against git's programs, and our tool against our shell.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SshTests : IDisposable
{
    private const string Ours = "ours";
    private const string Gits = "gits";
    private Sshd sshd = null!;
    private Sample sample = null!;

    [OneTimeSetUp]
    public void Listen() => sshd = new Sshd((Ours, $"{Run.ToolPath} shell"), (Gits, ""));

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Forget() => sample.Dispose();

    public void Dispose() => sshd.Dispose();

    [TestCase("git", Ours)]
    [TestCase("tool", Gits)]
    [TestCase("tool", Ours)]
    public void A_clone_and_what_is_fetched_later_are_whole(string client, string server)
    {
        foreach (var version in new[] { "0", "1", "2" })
        {
            var copy = $"copy-{version}.git";
            Must(client == "git" ? Git(server, version, "clone", "-q", "--mirror", sshd.Url(sample.Repository), copy)
                : Tool(server, "clone", "-q", "--mirror", "--protocol", version, sshd.Url(sample.Repository), copy));
            sample.Commit("later " + version);
            Must(client == "git" ? Git(server, version, "-C", copy, "fetch", "-q")
                : Tool(server, "fetch", "-q", "-C", copy, "--protocol", version, sshd.Url(sample.Repository), "+refs/*:refs/*"));

            Run.Git(sample.At(copy), "fsck", "--strict", "--no-dangling");
            sample.Refs(copy).ShouldBe(sample.Refs("a"));
        }
    }

    [TestCase("git", Ours)]
    [TestCase("tool", Gits)]
    [TestCase("tool", Ours)]
    public void A_push_makes_changes_and_deletes_refs(string client, string server)
    {
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "main", "target.git");
        var url = sshd.Url(sample.At("target.git"));
        Must(Push("main", "topic/deep", "v1.1"));
        sample.Commit("four");
        Must(Push("main", ":topic/deep", "main:new"));

        Run.Git(sample.At("target.git"), "fsck", "--strict");
        var tip = Run.Git(sample.Repository, "rev-parse", "main").Trim();
        sample.Refs("target.git").ShouldContain($"{tip} refs/heads/main\n{tip} refs/heads/new\n");
        sample.Refs("target.git").ShouldNotContain("topic");

        Outcome Push(params string[] specs) => client == "git" ? Git(server, "2", ["-C", sample.Repository, "push", "-q", url, .. specs])
            : Tool(server, ["push", "-q", "-C", sample.Repository, url, .. specs]);
    }

    [TestCase("git", Ours)]
    [TestCase("tool", Gits)]
    [TestCase("tool", Ours)]
    public void An_archive_is_gits_byte_for_byte(string client, string server)
    {
        var url = sshd.Url(sample.Repository);
        Run.Git(sample.Repository, "archive", "--format=tar", "-o", sample.At("theirs.tar"), "v1.1");
        Must(client == "git" ? Git(server, "2", "archive", "--remote=" + url, "-o", "ours.tar", "v1.1") : Tool(server, "archive", "--remote", url, "-o", "ours.tar", "v1.1"));

        File.ReadAllBytes(sample.At("ours.tar")).ShouldBe(File.ReadAllBytes(sample.At("theirs.tar")));
    }

    [Test]
    public void The_short_form_and_a_home_name_the_same_repository()
    {
        var port = sshd.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var environment = ("GIT_SSH_COMMAND", $"{sshd.Client(Gits)} -p {port}");

        RunWith(environment, Run.ToolPath, "ls-remote", $"{Environment.UserName}@127.0.0.1:{sample.Repository}").Output
            .ShouldBe(Run.Git(sample.Path, "ls-remote", sample.Repository));
    }

    [Test]
    public void What_ssh_prints_is_shown_without_control_bytes()
    {
        var outcome = RunWith(("GIT_SSH_COMMAND", "printf 'no \\033[2J way\\n' >&2; false"), Run.ToolPath, "ls-remote", "ssh://127.0.0.1/x");

        outcome.Code.ShouldBe(128);
        outcome.Error.ShouldContain("no ^[[2J way");
        outcome.Error.ShouldNotContain("\u001b");
    }

    [Test]
    [Category("hostile")]
    public void R05_Names_with_dashes_and_shell_syntax_are_data_over_ssh([Values("git", "tool")] string client)
    {
        foreach (var name in new[] { "-x", "x/-y", "--exec=sh", "$(x)", "`x`" })
            Run.Git(sample.Repository, "update-ref", "refs/heads/" + name, "main");
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "main", "target.git");
        var url = sshd.Url(sample.At("target.git"));
        Must(client == "git" ? Git(Ours, "2", "-C", sample.Repository, "push", "-q", url, "refs/*:refs/*") : Tool(Ours, "push", "-q", "-C", sample.Repository, url, "refs/*:refs/*"));
        Must(client == "git" ? Git(Ours, "2", "clone", "-q", "--mirror", url, "copy.git") : Tool(Ours, "clone", "-q", "--mirror", url, "copy.git"));

        sample.Refs("target.git").ShouldContain("refs/heads/--exec=sh\n");
        sample.Refs("copy.git").ShouldBe(sample.Refs("target.git"));
        Must(client == "git" ? Git(Ours, "2", "archive", "--remote=" + url, "-o", "x.tar", "refs/heads/$(x)") : Tool(Ours, "archive", "--remote", url, "-o", "x.tar", "refs/heads/$(x)"));
    }

    private static void Must(Outcome outcome) => outcome.Code.ShouldBe(0, outcome.Error);

    private Outcome Git(string key, string version, params string[] arguments) =>
        RunWith(("GIT_SSH_COMMAND", sshd.Client(key)), "git", ["-c", $"protocol.version={version}", .. arguments]);

    private Outcome Tool(string key, params string[] arguments) => RunWith(("GIT_SSH_COMMAND", sshd.Client(key)), Run.ToolPath, arguments);

    private Outcome RunWith((string Name, string Value) variable, string program, params string[] arguments) =>
        Run.With(sample.Path, [variable], program, arguments);
}
