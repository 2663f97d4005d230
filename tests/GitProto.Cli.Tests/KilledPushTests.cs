using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using GitProto.Tests;

namespace GitProto.Cli.Tests;

/// <summary>
/// The server of a push is killed behind each call by which it changes the disk in turn; strace holds it there for a moment. Whatever it had done, the repository is sound, a push that was
/// acknowledged is there, and one that is atomic is there as a whole or not at all.
/// </summary>
[Category("hostile")]
[UnsupportedOSPlatform("windows")]
[CancelAfter(900_000)]
public sealed class KilledPushTests : IDisposable
{
    private const string Changes = "rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat";
    private const int MaxSteps = 100;
    private const int HeldMicroseconds = 40_000;
    private static readonly string[] Branches = ["refs/heads/main", "refs/heads/packed", "refs/heads/new/deep", "refs/heads/gone"];
    private Sample sample = null!;

    private string Served => sample.At("served.git");

    [SetUp]
    public void Make()
    {
        sample = new Sample();
        Run.Git(sample.Path, "init", "-q", "--bare", "-b", "other", "base.git");
        Run.Git(sample.Repository, "push", "-q", sample.At("base.git"), "main~1:refs/heads/packed", "main~1:refs/heads/gone");
        Run.Git(sample.At("base.git"), "pack-refs", "--all");
        Run.Git(sample.Repository, "push", "-q", sample.At("base.git"), "main~1:refs/heads/main", "main~2:refs/heads/untouched");
        sample.Commit("four");
    }

    [TearDown]
    public void Dispose() => sample.Dispose();

    [Test]
    public void H08_H19_A_push_that_is_killed_at_any_step_is_there_as_a_whole_or_not_at_all_and_leaves_a_sound_repository([Values] bool atomic)
    {
        var old = State();
        var (killed, changed) = (0, 0);
        // What is not atomic takes the same way up to the refs.
        for (var (step, isKilled) = (1, true); isKilled; step += atomic ? 1 : 3)
        {
            step.ShouldBeLessThan(MaxSteps);
            Copy();
            isKilled = Push(atomic, step) != 0;
            var now = Check();
            if (!isKilled)
                now.ShouldBe(Wanted());
            if (atomic)
                (now == old || now == Wanted()).ShouldBeTrue($"step {step}: {now}");
            killed += isKilled ? 1 : 0;
            changed += isKilled && now != old ? 1 : 0;
            if (step % 4 == 1)
                Recover();
        }
        // Both sides of the moment at which the push takes effect were met.
        killed.ShouldBeGreaterThan(atomic ? 10 : 3);
        changed.ShouldBeInRange(1, killed - 1);
    }

    [TestCase("pre-receive", false)]
    [TestCase("update", true)]
    [TestCase("post-receive", true)]
    public void H08_A_push_that_is_killed_in_a_hook_leaves_objects_only_where_git_does_too(string name, bool isAccepted)
    {
        Copy();
        var hook = System.IO.Path.Join(Served, "hooks", name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\nkill -9 $PPID\n");
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Run.TryGit(sample.Repository, "push", "-q", $"--receive-pack='{Run.ToolPath}' receive-pack", Served, "main").Code.ShouldNotBe(0);

        Check();
        (Run.TryGit(Served, "cat-file", "-e", Run.Git(sample.Repository, "rev-parse", "main").Trim()).Code == 0).ShouldBe(isAccepted);
        File.Delete(hook);
        Recover();
    }

    /// <summary>Pushes to a server that is killed once it has made so many changes.</summary>
    /// <returns>The exit code of the push.</returns>
    private int Push(bool atomic, int step)
    {
        var (log, strace) = (sample.At("calls"), Counterpart.Find("strace"));
        File.Delete(log);
        var server = string.Create(CultureInfo.InvariantCulture, $"env DOTNET_EnableDiagnostics=0 '{strace}' -f -qqq --seccomp-bpf -o '{log}' -e trace={Changes} -e inject={Changes}:delay_exit={HeldMicroseconds} '{Run.ToolPath}' receive-pack");
        string[] options = atomic ? ["--atomic"] : [];
        using var push = Run.Start(
            sample.Repository, "git", ["push", "-q", .. options, "--receive-pack=" + server, Served, "main:refs/heads/main", "main:refs/heads/packed", "main:refs/heads/new/deep", ":refs/heads/gone"]);
        var texts = (push.StandardOutput.ReadToEndAsync(), push.StandardError.ReadToEndAsync());
        while (!push.WaitForExit(5))
        {
            if (Changed(log) is { } calls && calls.Count >= step)
            {
                using var killed = Process.GetProcessById(int.Parse(calls[0].Split(' ')[0], CultureInfo.InvariantCulture));
                killed.Kill();
                push.WaitForExit();
            }
        }
        (texts.Item1.Result + texts.Item2.Result).ShouldNotContain("not found");
        return push.ExitCode;
    }

    /// <summary>The calls so far that have changed something of the repository.</summary>
    private List<string> Changed(string log)
    {
        if (!File.Exists(log))
            return [];
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Contains(Served, StringComparison.Ordinal) && line.Contains(" = 0", StringComparison.Ordinal))];
    }

    private void Copy()
    {
        if (Directory.Exists(Served))
            Directory.Delete(Served, recursive: true);
        Run.Git(sample.Path, "-c", "core.sharedRepository=false", "init", "-q", "--bare", "-b", "other", "served.git");
        Run.With(sample.Path, [], "cp", "-a", sample.At("base.git") + "/.", Served).Code.ShouldBe(0);
    }

    private string State() => string.Join('\n', Branches.Select(name => $"{name} {Value(sample.At("base.git"), name)}"));

    private string Wanted() => string.Join('\n', Branches.Select(name => $"{name} {(name == "refs/heads/gone" ? "" : Run.Git(sample.Repository, "rev-parse", "main").Trim())}"));

    private static string Value(string repository, string name) => Run.TryGit(repository, "rev-parse", "-q", "--verify", name).Output.Trim();

    /// <summary>The refs of the push, in a repository in which nothing is broken.</summary>
    private string Check()
    {
        var checkedUp = Run.TryGit(Served, "fsck", "--strict", "--connectivity-only");
        checkedUp.Code.ShouldBe(0, checkedUp.Error);
        Value(Served, "refs/heads/untouched").ShouldBe(Value(sample.At("base.git"), "refs/heads/untouched"));
        return string.Join('\n', Branches.Select(name => $"{name} {Value(Served, name)}"));
    }

    /// <summary>The next push goes through, once the locks are taken away as git's would have to be, and it takes away what else was left.</summary>
    private void Recover()
    {
        foreach (var held in Directory.GetFiles(Served, "*.lock", SearchOption.AllDirectories).Where(path => System.IO.Path.GetFileName(path) != "gitproto.lock"))
            File.Delete(held);
        foreach (var left in Directory.GetDirectories(System.IO.Path.Join(Served, "objects"), "tmp_objdir-*"))
            Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-1));

        Run.TryGit(sample.Repository, "push", "-q", $"--receive-pack='{Run.ToolPath}' receive-pack", Served, "main", "main:after").ShouldBe(new Outcome(0, "", ""));

        Run.Git(Served, "fsck", "--strict");
        Directory.GetDirectories(System.IO.Path.Join(Served, "objects"), "tmp_objdir-*").ShouldBeEmpty();
    }
}
