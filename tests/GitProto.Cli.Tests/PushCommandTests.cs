using System.Text.RegularExpressions;

namespace GitProto.Cli.Tests;

public sealed partial class PushCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make()
    {
        sample = new Sample();
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "main", "b.git");
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "main", "c.git");
    }

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase(0, "main", "v1.1")]
    [TestCase(0, "HEAD:new", "v1.0")]
    [TestCase(0, "--all")]
    [TestCase(0, "--tags", "main")]
    [TestCase(128, "--all", "--tags")]
    [TestCase(128, "--all", "main")]
    [TestCase(128, "--mirror", "main")]
    [TestCase(0, "--mirror")]
    [TestCase(0, "main:x", "main~0:refs/heads/y")]
    [TestCase(1, "nothing")]
    [TestCase(1, ":gone")]
    [TestCase(1, "--delete", "gone")]
    [TestCase(0, "--porcelain", "main", "v1.0")]
    [TestCase(0, "--dry-run", "main")]
    [TestCase(0, "-q", "main")]
    [TestCase(0, "--atomic", "main", "topic/deep")]
    public void What_is_printed_is_what_git_prints(int code, params string[] arguments)
    {
        // The tool names objects by a ref or a full id.
        arguments = [.. arguments.Select(argument => argument.Replace("main~0", Run.Git(sample.Repository, "rev-parse", "main").Trim(), StringComparison.Ordinal))];

        var (ours, theirs) = Both(arguments);

        ours.Code.ShouldBe(code, ours.Error);
        theirs.Code.ShouldBe(code, theirs.Error);
        Lines(ours.Output).ShouldBe(Lines(theirs.Output));
        Lines(ours.Error).ShouldBe(Lines(theirs.Error));
        sample.Refs("b.git").ShouldBe(sample.Refs("c.git"));
        Run.Git(sample.At("b.git"), "fsck", "--strict");
    }

    [Test]
    public void Updates_forced_updates_deletes_and_refusals_look_like_those_of_git()
    {
        Both("main:moves", "topic/deep:grows", "main:gone", "main:refs/tags/v1.1", "main:same", "main:other");
        var script = new[] { "+topic/deep:moves", "main:grows", ":gone", "v1.1", "main:same", "topic/deep:other" };

        foreach (var mode in new[] { "-v", "--porcelain" })
        {
            var (ours, theirs) = Both([mode, "--dry-run", .. script]);
            ours.Code.ShouldBe(1);
            Lines(ours.Output).ShouldBe(Lines(theirs.Output));
            Lines(ours.Error).ShouldBe(Lines(theirs.Error));
        }
        var (last, git) = Both(script);
        Lines(last.Error).ShouldBe(Lines(git.Error));
        sample.Refs("b.git").ShouldBe(sample.Refs("c.git"));
        Both("main:same").Ours.Error.ShouldBe("Everything up-to-date\n");
    }

    [TestCase("--force-with-lease=main:", 1, "stale info")]
    [TestCase("--force-with-lease=main", 1, "stale info")]
    [TestCase("--force-with-lease", 1, "stale info")]
    [TestCase("--force-with-lease=main:OLD", 0, "forced update")]
    public void A_lease_is_given_as_to_git(string lease, int code, string said)
    {
        Both("main");
        lease = lease.Replace("OLD", Run.Git(sample.Repository, "rev-parse", "main").Trim(), StringComparison.Ordinal);

        var (ours, theirs) = Both(lease, "topic/deep:main");

        ours.Code.ShouldBe(code, ours.Error);
        theirs.Code.ShouldBe(code);
        ours.Error.ShouldContain(said);
        Lines(ours.Error).ShouldBe(Lines(theirs.Error));
    }

    [Test]
    public void Hooks_get_options_and_are_heard_when_they_refuse()
    {
        Run.Git(sample.At("b.git"), "config", "receive.advertisePushOptions", "true");
        Hook("b.git", "pre-receive", "echo \"told: $GIT_PUSH_OPTION_0 $GIT_PUSH_OPTION_1\" >&2; exit 1");

        var outcome = Run.Tool(sample.Repository, "push", "-o", "one", "--push-option=two", "../b.git", "main");

        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain("remote: told: one two\n");
        outcome.Error.ShouldContain(" ! [remote rejected] main -> main (pre-receive hook declined)\n");
        outcome.Error.ShouldEndWith("error: failed to push some refs to '../b.git'\n");
    }

    [TestCase("--atomic", "atomic")]
    [TestCase("--push-option=x", "push-options")]
    public void What_the_server_does_not_offer_ends_in_128(string option, string capability)
    {
        Run.Git(sample.At("b.git"), "config", "receive.advertiseAtomic", "false");

        var outcome = Run.Tool(sample.Repository, "push", option, "../b.git", "main");

        outcome.Code.ShouldBe(128);
        outcome.Error.ShouldContain($"'{capability}'");
        sample.Refs("b.git").ShouldBeEmpty();
    }

    [TestCase("push", "../absent.git", "main")]
    [TestCase("push", "../b.git")]
    [TestCase("push", "--all", "../b.git", "main")]
    [TestCase("push", "--delete", "../b.git")]
    [TestCase("push", "--delete", "../b.git", "a:b")]
    public void What_cannot_be_done_ends_in_128(params string[] arguments)
    {
        var outcome = Run.Tool(sample.Repository, arguments);

        outcome.Code.ShouldBe(128);
        outcome.Error.ShouldStartWith("fatal: ");
    }

    [Test]
    public void A_program_of_ones_own_takes_the_push_and_the_trace_shows_it()
    {
        var outcome = Run.Tool(sample.Path, "push", "-C", "a", "--trace", "--receive-pack", "git receive-pack", sample.At("b.git"), "main");

        outcome.Code.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain("S: ");
        outcome.Error.ShouldContain("report-status-v2");
        outcome.Error.ShouldContain("[push-request.create]");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void A_git_daemon_takes_a_push(int version)
    {
        using var daemon = new GitDaemon(sample.Path);

        var outcome = Run.Tool(sample.Repository, "push", "--protocol", $"{version}", daemon.Url("b.git"), "--mirror");

        outcome.Code.ShouldBe(0, outcome.Error);
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
    }

    private (Outcome Ours, Outcome Theirs) Both(params string[] arguments)
    {
        var ours = Run.Tool(sample.Repository, ["push", .. Options(arguments), "../b.git", .. Specs(arguments)]);
        var theirs = Run.TryGit(sample.Repository, ["-c", "advice.pushUpdateRejected=false", "push", .. Options(arguments), "../c.git", .. Specs(arguments)]);
        return (ours, theirs);
    }

    private static IEnumerable<string> Options(string[] arguments) => arguments.Where(argument => argument.StartsWith('-'));

    private static IEnumerable<string> Specs(string[] arguments) => arguments.Where(argument => !argument.StartsWith('-'));

    /// <summary>What both print but for progress, the name of the target, and what is padded at the end; sorted, for git goes by the order of the server.</summary>
    private static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => Target().Replace(line, "X").TrimEnd()).Where(line => line.Length > 0 && !Progress().IsMatch(line)).Order(StringComparer.Ordinal)];

    private void Hook(string repository, string name, string script)
    {
        var path = Path.Join(sample.At(repository), "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [GeneratedRegex(@"\.\./[bc]\.git")]
    private static partial Regex Target();

    [GeneratedRegex("^(Enumerating|Counting|Compressing|Writing|Delta|Total|Pushing to|hint:|remote: Resolving deltas:)")]
    private static partial Regex Progress();
}
