using System.Runtime.Versioning;
using System.Text;

namespace GitProto.Cli.Tests;

/// <summary>What a client of ssh may run, and what it may not.</summary>
[Category("hostile")]
[UnsupportedOSPlatform("windows")]
public sealed class ShellCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase("git-upload-pack '/a'")]
    [TestCase("git upload-pack '/a'")]
    [TestCase("git-upload-pack 'a'")]
    [TestCase("git-upload-pack '/a/.git'")]
    public void S03_The_services_are_served_by_both_spellings(string line) => Shell("-c", line).Output.ShouldContain("refs/heads/main");

    [TestCase("git-upload-pack '/a'; id")]
    [TestCase("git-upload-pack '/a' '/a'")]
    [TestCase("git-upload-pack '/a")]
    [TestCase("git-upload-pack /a")]
    [TestCase("git-upload-pack \"/a\"")]
    [TestCase("git-upload-pack '-x'")]
    [TestCase("git-upload-pack '--help'")]
    [TestCase("git-upload-pack --strict '/a'")]
    [TestCase("git-upload-pack ''")]
    [TestCase("git-upload-pack")]
    [TestCase("A=b git-upload-pack '/a'")]
    [TestCase("git-upload-pack '/a' && id")]
    [TestCase("git-upload-pack $(id)")]
    [TestCase("git-upload-pack '/a'\n id")]
    [TestCase("git-shell -c id")]
    [TestCase("git --exec-path=/tmp upload-pack '/a'")]
    [TestCase("/usr/bin/git-upload-pack '/a'")]
    [TestCase("id")]
    [TestCase("")]
    [TestCase("cvs server")]
    public void S03_Everything_else_is_refused_and_nothing_runs(string line)
    {
        var outcome = Shell("-c", line);

        outcome.Code.ShouldBe(128);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldStartWith("fatal: ");
        outcome.Error.ShouldNotContain("uid=");
    }

    [TestCase("git-receive-pack '/a'")]
    [TestCase("git receive-pack '/a'")]
    [TestCase("git-receive-pack 'a'")]
    [TestCase("git-receive-pack '/a/.git'")]
    public void S05_The_permission_is_that_of_the_service_that_runs_however_it_is_spelled(string line)
    {
        var outcome = Run.Tool(sample.Path, "shell", "--root", sample.Path, "--read-only", "-c", line);

        outcome.Code.ShouldBe(128);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldMatch("^fatal: pushing to '.*' is not allowed\n$");
    }

    [TestCase("git-receive%2Dpack '/a'")]
    [TestCase("GIT-RECEIVE-PACK '/a'")]
    [TestCase("git-receive-pack?service=git-upload-pack '/a'")]
    [TestCase("git  receive-pack '/a'")]
    [TestCase(" git-receive-pack '/a'")]
    public void S05_A_service_that_is_misspelled_is_none(string line) =>
        Run.Tool(sample.Path, "shell", "--root", sample.Path, "--read-only", "-c", line).Error.ShouldStartWith("fatal: unrecognized command '");

    [Test]
    public void S30_Without_a_command_or_a_root_a_client_of_ssh_gets_no_shell_and_no_path_but_those_of_repositories()
    {
        Run.Tool(sample.Path, "shell").ShouldBe(new Outcome(128, "", "fatal: Interactive git shell is not enabled\n"));
        Run.Tool(sample.Path, "shell", "-c", "git-upload-pack '/etc'").Error.ShouldBe("fatal: '/etc' does not appear to be a git repository\n");
    }

    [Test]
    public void S03_A_path_that_looks_like_a_response_file_is_a_path() =>
        Shell("-c", "git-upload-pack '@/etc/passwd'").ShouldBe(new Outcome(128, "", "fatal: '@/etc/passwd' does not appear to be a git repository\n"));

    [Test]
    public void S03_A_command_line_as_long_as_one_likes_is_refused()
    {
        var outcome = Run.With(sample.Path, [("SSH_ORIGINAL_COMMAND", $"git-upload-pack '/{new string('x', 100_000)}'")], Run.ToolPath, "shell", "--root", sample.Path);

        outcome.Code.ShouldBe(128);
        outcome.Error.ShouldBe("fatal: the command line is longer than 65536 bytes\n");
    }

    [TestCase("/../b")]
    [TestCase("/a/../../x")]
    [TestCase("../a")]
    [TestCase("/a/..")]
    [TestCase("~/a")]
    [TestCase("~root/a")]
    [TestCase("/a\u0001")]
    [TestCase("/a\\b")]
    [TestCase("/link")]
    [TestCase("/nothing")]
    [TestCase("/secret")]
    public void R17_A_path_never_leads_out_of_the_root_and_every_answer_reads_the_same(string path) => Denied(path);

    [TestCase("/../b")]
    [TestCase("//a")]
    [TestCase("/./a")]
    [TestCase("/link")]
    public void R15_A_path_with_two_readings_is_refused_over_ssh(string path) => Denied(path);

    [TestCase("/a/../b")]
    [TestCase("/%2e%2e/a")]
    [TestCase("/a;x")]
    [TestCase("/a ")]
    [TestCase("/a.")]
    [TestCase("/a\u2215b")]
    public void R17_Traversal_in_a_path_of_ssh_finds_nothing(string path) => Denied(path);

    [Test]
    public void S32_Missing_and_forbidden_read_the_same_over_ssh() => Denied("/link").Replace("/link", "/none", StringComparison.Ordinal).ShouldBe(Denied("/none"));

    [Test]
    public void S04_Nothing_of_a_clients_environment_reaches_a_hook()
    {
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "main", "target.git");
        var hook = Path.Join(sample.At("target.git"), "hooks", "pre-receive");
        File.WriteAllText(hook, $"#!/bin/sh\nenv > {sample.At("seen")}\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var hostile = "EVIL=1 LD_EVIL=1 GIT_SSH_COMMAND=id GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=/tmp GIT_TRACE=/tmp/x 'GIT_PROTOCOL=version=1:$(id)' GIT_EXEC_PATH=/tmp BASH_ENV=/tmp/x";

        var served = $"env {hostile} {Run.ToolPath} shell -c \"git-receive-pack '{sample.At("target.git")}'\"; :";
        var outcome = Run.TryGit(sample.Repository, "push", "-q", "--receive-pack=" + served, sample.At("target.git"), "main");
        outcome.Code.ShouldBe(0, outcome.Error);
        var seen = File.ReadAllText(sample.At("seen"));
        seen.ShouldContain("PATH=");
        foreach (var name in new[] { "EVIL", "GIT_SSH_COMMAND", "GIT_CONFIG", "GIT_TRACE", "GIT_EXEC_PATH", "BASH_ENV", "$(id)", "SSH_ORIGINAL_COMMAND" })
            seen.ShouldNotContain(name);
    }

    [Test]
    public void Pushes_can_be_switched_off() =>
        Run.Tool(sample.Path, "shell", "--read-only", "-c", $"git-receive-pack '{sample.Repository}'")
            .ShouldBe(new Outcome(128, "", $"fatal: pushing to '{sample.Repository}' is not allowed\n"));

    [Test]
    public void Without_a_command_there_is_nothing_to_do() =>
        Run.Tool(sample.Path, "shell").ShouldBe(new Outcome(128, "", "fatal: Interactive git shell is not enabled\n"));

    [Test]
    public void The_words_for_what_is_not_known_are_those_of_git_shell() =>
        Shell("-c", "id").Error.ShouldBe(Run.With(sample.Path, [], "git-shell", "-c", "id").Error);

    private string Denied(string path)
    {
        if (!File.Exists(sample.At("link")) && !Directory.Exists(sample.At("link")))
        {
            Directory.CreateSymbolicLink(sample.At("link"), "/");
            Directory.CreateDirectory(sample.At("secret"));
        }
        var outcome = Shell("-c", $"git-upload-pack '{path}'");
        outcome.Code.ShouldBe(128);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldEndWith(" does not appear to be a git repository\n");
        return outcome.Error;
    }

    /// <summary>Serves what lies in the sample to a client that says goodbye at once.</summary>
    private Outcome Shell(params string[] arguments) => Run.ToolWith(sample.Path, Encoding.ASCII.GetBytes("0000"), ["shell", "--root", sample.Path, .. arguments]);
}
