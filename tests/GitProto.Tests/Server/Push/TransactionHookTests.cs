using System.Runtime.Versioning;
using GitProto.Server;

namespace GitProto.Tests;

/// <summary>The hook that is told of the phases of changing refs: what it is given and what it sees, with git receiving the same pushes beside us.</summary>
[Category("hostile"), CancelAfter(600_000)]
[UnsupportedOSPlatform("windows")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TransactionHookTests : IAsyncDisposable
{
    private const string Log = "cat > in; { echo \"== $1 $GIT_DIR $GIT_QUARANTINE_PATH\"; cat in; git for-each-ref; } >> phases; ";
    private readonly ServedDirectory served = new(new GitServerOptions { AllowReceivePack = true, ReceivePack = new ReceivePackRules { RunGitHooks = true } });
    private readonly string source;
    private readonly string ours;
    private readonly string gits;

    public TransactionHookTests()
    {
        source = SourceRepository.MakeRich(served.Place, "source.git");
        ours = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        gits = SourceRepository.Make(served.Place, ServedDirectory.In("b.git"), "sha1");
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [TestCase("main")]
    [TestCase("main", "side")]
    [TestCase("--atomic", "main", "side", "main:refs/heads/third")]
    [TestCase("main:alias")]
    public void H25_The_hook_gets_the_phases_and_refs_of_git_and_sees_what_they_are_then(params string[] arguments)
    {
        Hook(Log + "exit 0");
        Both("symbolic-ref", "refs/heads/alias", "refs/heads/target");

        Push(0, 0, arguments);
        Push(0, 0, ["--force", .. arguments.Select(argument => argument.Replace("main", "main~1", StringComparison.Ordinal)).Select(Named)]);

        Read(ours).ShouldBe(Read(gits));
        Read(ours).ShouldContain("== committed .");
        SourceRepository.Refs(ours).ShouldBe(SourceRepository.Refs(gits));
    }

    [TestCase("main")]
    [TestCase("--atomic", "main", "side")]
    public void H25_One_that_fails_when_all_is_prepared_leaves_every_ref_as_it_was(params string[] arguments)
    {
        Hook(Log + "exit 0");
        Push(0, 0, "main~1:refs/heads/main");
        Hook(Log + "test $1 != prepared");

        // Git gives up without an answer then.
        Push(1, 128, arguments).ShouldContain("[remote rejected] (hook declined)");

        Read(ours).ShouldBe(Read(gits));
        Read(ours).ShouldContain("== aborted .");
        SourceRepository.Refs(ours).ShouldBe(SourceRepository.Refs(gits));
        Directory.GetFiles(ours, "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [TestCase("committed")]
    [TestCase("aborted")]
    public void H25_How_it_ends_in_the_later_phases_does_not_matter(string phase)
    {
        Hook($"{Log}test $1 != {phase}");
        Push(0, 0, "main", "side");
        Read(ours).ShouldBe(Read(gits));
        SourceRepository.Refs(ours).ShouldBe(SourceRepository.Refs(gits));
    }

    [Test]
    public void H25_Refs_that_are_not_part_of_an_atomic_push_fall_alone()
    {
        Hook("read old new ref; test $1 != prepared || test $ref != refs/heads/side");
        var output = RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), "main", "side", "main:refs/heads/third").Output;
        output.Split('\n').Count(line => line.Contains("[remote rejected] (hook declined)", StringComparison.Ordinal)).ShouldBe(1);
        RealGit.Run(ours, "for-each-ref", "--format=%(refname)").Split('\n').ShouldBe(["refs/heads/main", "refs/heads/third"]);
    }

    [Test]
    public void H25_A_deletion_is_told_of_once_and_can_be_refused()
    {
        Hook(Log + "exit 0");
        Push(0, 0, "main", "side");
        File.Delete(Path.Join(ours, "phases"));
        Hook(Log + "test $1 != prepared");
        RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), ":side").Output.ShouldContain("[remote rejected] (hook declined)");
        Hook(Log + "exit 0");
        RealGit.Run(source, "push", "-q", served.Url("a.git"), ":side");

        var side = RealGit.Run(source, "rev-parse", "side");
        Read(ours).Split('\n').Where(line => !line.Contains("commit\t", StringComparison.Ordinal)).ShouldBe(
            [.. new[] { "prepared", "aborted", "prepared", "committed" }.SelectMany(phase => new[] { $"== {phase} . ", $"{side} {new string('0', 40)} refs/heads/side" }), ""]);
        RealGit.Run(ours, "for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    private static string Named(string argument) => argument switch
    {
        "main~1" => "main~1:refs/heads/main",
        "side" => "main:refs/heads/side",
        _ => argument,
    };

    private string Push(int code, int codeOfGit, params string[] arguments)
    {
        var (mine, output, error) = RealGit.Try(source, "", ["push", "--porcelain", served.Url("a.git"), .. arguments]);
        mine.ShouldBe(code, error);
        var (other, _, otherError) = RealGit.Try(source, "", ["push", "--porcelain", gits, .. arguments]);
        other.ShouldBe(codeOfGit, otherError);
        return output;
    }

    private void Both(params string[] arguments)
    {
        RealGit.Run(ours, arguments);
        RealGit.Run(gits, arguments);
    }

    private void Hook(string script)
    {
        foreach (var repository in new[] { ours, gits })
        {
            var path = Path.Join(repository, "hooks", "reference-transaction");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Gits before 2.46 tell of symbolic refs too, in whose logs the change is written down.
    private static string Read(string repository) => string.Join('\n', File.ReadAllText(Path.Join(repository, "phases")).Split('\n')
        .Where(line => !line.EndsWith(" HEAD", StringComparison.Ordinal) && !line.EndsWith(" refs/heads/alias", StringComparison.Ordinal)));
}
