using System.Runtime.Versioning;
using System.Text;

namespace GitProto.Cli.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class ReceivePackCommandTests : IDisposable
{
    private static readonly string Program = $"--receive-pack='{Run.ToolPath}' receive-pack";
    private Sample sample = null!;

    [SetUp]
    public void Make()
    {
        sample = new Sample();
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "main", "b.git");
    }

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Git_pushes_through_it(int version)
    {
        string[] push = ["-c", $"protocol.version={version}", "push", "-q", Program, "file://" + sample.At("b.git")];
        Run.TryGit(sample.Repository, [.. push, "--mirror"]).ShouldBe(new Outcome(0, "", ""));
        sample.Commit("four");
        Run.TryGit(sample.Repository, [.. push, "main", "main:link", ":v1.0"]).Code.ShouldBe(0);
        Run.Git(sample.At("b.git"), "fsck", "--strict");
        Run.Git(sample.Repository, "tag", "-d", "v1.0");
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
    }

    [Test]
    public void Hooks_run_and_their_words_arrive()
    {
        var hook = System.IO.Path.Join(sample.At("b.git"), "hooks", "pre-receive");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\necho not today\nexit 1\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var pushed = Run.TryGit(sample.Repository, "push", Program, "file://" + sample.At("b.git"), "main");

        pushed.Code.ShouldBe(1);
        pushed.Error.ShouldContain("remote: not today");
        pushed.Error.ShouldContain("! [remote rejected] main -> main (pre-receive hook declined)");
        sample.Refs("b.git").ShouldBe("");
    }

    [Test]
    [Category("hostile")]
    public void H09_A_hook_sees_the_objects_of_its_push_whatever_the_path_holds()
    {
        var target = sample.At("a\nb:;\"c\\.git");
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "main", target);
        var hook = System.IO.Path.Join(target, "hooks", "pre-receive");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\nread old new ref && git rev-list --objects --count $new\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Run.Git(sample.Repository, "push", "-q", Program, "file://" + target, "main");

        sample.Commit("four");
        Run.Git(sample.Repository, "push", "-q", Program, "file://" + target, "main");
        Run.Git(target, "rev-parse", "main").ShouldBe(Run.Git(sample.Repository, "rev-parse", "main"));
    }

    [Test]
    public void It_says_what_git_says_if_there_is_no_repository() =>
        Run.Tool(sample.Path, "receive-pack", "nothing").ShouldBe(Run.TryGit(sample.Path, "receive-pack", "nothing"));

    [TestCase("--advertise-refs")]
    [TestCase("--http-backend-info-refs")]
    public void The_advertisement_alone_is_that_of_git_but_for_the_agent(string option)
    {
        var (ours, gits) = (Run.Tool(sample.Path, "receive-pack", option, "--stateless-rpc", "a"), Run.TryGit(sample.Path, "receive-pack", option, "--stateless-rpc", "a"));
        ours.Code.ShouldBe(0);
        WithoutAgent(ours.Output).ShouldBe(WithoutAgent(gits.Output));
    }

    [Test]
    public void A_probe_is_answered_by_nothing() =>
        Run.ToolWith(sample.Path, "0000"u8.ToArray(), "receive-pack", "--stateless-rpc", "b.git").ShouldBe(new Outcome(0, "", ""));

    [Test]
    public void A_push_that_ends_early_is_reported_and_ends_well()
    {
        var request = Encoding.ASCII.GetBytes("0071" + new string('0', 40) + " " + new string('1', 40) + " refs/heads/x\0report-status\n0000");
        var outcome = Run.ToolWith(sample.Path, request, "receive-pack", "--stateless-rpc", "b.git");
        outcome.Code.ShouldBe(0);
        outcome.Output.ShouldBe("0031unpack eof before pack header was fully read\n0023ng refs/heads/x unpacker error\n0000");
    }

    [Test]
    public void What_a_client_says_that_makes_no_sense_ends_in_128() =>
        Run.ToolWith(sample.Path, Encoding.ASCII.GetBytes("000cnonsense"), "receive-pack", "b.git").Code.ShouldBe(128);

    [Test]
    public void Arguments_without_sense_end_as_with_git()
    {
        Run.Tool(sample.Path, "receive-pack").Code.ShouldBe(129);
        Run.TryGit(sample.Path, "receive-pack").Code.ShouldBe(129);
    }

    private static string WithoutAgent(string advertisement)
    {
        var lines = advertisement.Split('\n');
        lines[0] = lines[0][4..lines[0].IndexOf(" agent=", StringComparison.Ordinal)];
        return string.Join('\n', lines);
    }
}
