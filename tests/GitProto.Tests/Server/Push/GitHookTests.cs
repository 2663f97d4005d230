using System.Diagnostics;
using System.Runtime.Versioning;
using GitProto.Server;

namespace GitProto.Tests;

/// <summary>The hooks of git, as programs in the repository.</summary>
[CancelAfter(600_000)]
[UnsupportedOSPlatform("windows")]
public sealed class GitHookTests : IAsyncDisposable
{
    private ServedDirectory? opened;
    private string source = null!;
    private string target = null!;
    private ReceivePackRules rules = null!;

    [SetUp]
    public void Make() => rules = new ReceivePackRules { RunGitHooks = true, PushOptions = true };

    private ServedDirectory Served => opened!;

    [TearDown]
    public async Task Stop() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (opened is not null)
            await opened.DisposeAsync();
        opened = null;
    }

    [Test]
    public void Hooks_get_gits_input_arguments_and_environment()
    {
        Start();
        foreach (var hook in new[] { "pre-receive", "post-receive" })
            Hook(hook, $"cat >> {hook}.in; env | grep -E '^GIT_(PUSH|DIR|QUAR)' | sort > {hook}.env; pwd > {hook}.pwd");
        Hook("update", "echo \"$@\" >> update.args");
        Hook("post-update", "echo \"$@\" >> post-update.args");
        var (main, side) = (RealGit.Run(source, "rev-parse", "main"), RealGit.Run(source, "rev-parse", "side"));

        RealGit.Run(source, "push", "-q", "-o", "ci.skip", "-o", "a=b; c", Served.Url("a.git"), "main", "side");

        var zero = new string('0', 40);
        foreach (var hook in new[] { "pre-receive", "post-receive" })
        {
            Read(hook + ".in").ShouldBe($"{zero} {main} refs/heads/main\n{zero} {side} refs/heads/side\n");
            Read(hook + ".pwd").ShouldBe(target + "\n");
            Read(hook + ".env").ShouldContain("GIT_DIR=.\nGIT_PUSH_OPTION_0=ci.skip\nGIT_PUSH_OPTION_1=a=b; c\nGIT_PUSH_OPTION_COUNT=2\n");
        }
        Read("pre-receive.env").ShouldMatch($"GIT_QUARANTINE_PATH={target}/objects/tmp_objdir-incoming-[0-9a-f]+\n");
        Read("post-receive.env").ShouldNotContain("QUARANTINE");
        Read("update.args").ShouldBe($"refs/heads/main {zero} {main}\nrefs/heads/side {zero} {side}\n");
        Read("post-update.args").ShouldBe("refs/heads/main refs/heads/side\n");
    }

    [Test]
    public void What_hooks_print_is_seen_by_gits_user()
    {
        Start();
        Hook("pre-receive", "echo one; echo two >&2");
        Hook("post-receive", "echo three");

        var (code, _, error) = RealGit.Try(source, "", "push", Served.Url("a.git"), "main");

        code.ShouldBe(0);
        foreach (var text in new[] { "one", "two", "three" })
            error.ShouldContain($"remote: {text}");
    }

    [Test]
    [Category("hostile")]
    public void H08_A_pre_receive_hook_that_refuses_leaves_nothing_though_it_saw_the_objects()
    {
        Start();
        Hook("pre-receive", "while read old new ref; do git cat-file -t $new; git rev-list --count $new; done; exit 1");

        var (code, output, error) = RealGit.Try(source, "", "push", "--porcelain", Served.Url("a.git"), "main", "side");

        code.ShouldBe(1);
        error.ShouldContain("remote: commit");
        output.Split('\n').Count(line => line.Contains("[remote rejected] (pre-receive hook declined)", StringComparison.Ordinal)).ShouldBe(2);
        SourceRepository.Refs(target).ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Join(target, "objects")).Select(Path.GetFileName).ShouldBe(["info", "pack"], ignoreOrder: true);
        Directory.GetFiles(Path.Join(target, "objects", "pack")).ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public void H08_What_a_killed_process_left_is_cleared_away_by_the_next_push()
    {
        Start();
        // Ours are known by their names: one process had the time to lock its own, the other had not.
        var dead = Path.Join(target, "objects", "tmp_objdir-incoming-0123456789abcdef");
        var early = Path.Join(target, "objects", "tmp_objdir-incoming-fedcba9876543210");
        var gits = Path.Join(target, "objects", "tmp_objdir-incoming-a1B2c3");
        Directory.CreateDirectory(Path.Join(dead, "pack"));
        Directory.CreateDirectory(early);
        Directory.CreateDirectory(gits);
        File.WriteAllText(Path.Join(dead, "gitproto.lock"), "");
        foreach (var path in new[] { dead, early, gits })
            Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));

        RealGit.Run(source, "push", "-q", Served.Url("a.git"), "main");

        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(early).ShouldBeFalse();
        Directory.Exists(gits).ShouldBeTrue();
    }

    [Test]
    [Category("hostile")]
    public void P27_A_gc_that_comes_between_the_pack_and_its_refs_takes_nothing_of_it()
    {
        Start();
        Hook("update", "ls objects/pack > $(basename $1).packs; git gc -q --prune=now; git cat-file -t $3");

        RealGit.Run(source, "push", "-q", Served.Url("a.git"), "main", "side");

        Read("main.packs").ShouldMatch("pack-[0-9a-f]{40}.keep");
        RealGit.Run(target, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        SourceRepository.Refs(target).ShouldContain("refs/heads/side");
        Directory.GetFiles(Path.Join(target, "objects", "pack"), "*.keep").ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public void P27_A_pack_that_its_owner_keeps_stays_kept_and_one_that_is_refused_leaves_no_mark()
    {
        Start();
        RealGit.Run(source, "push", "-q", Served.Url("a.git"), "main");
        var pack = Directory.GetFiles(Path.Join(target, "objects", "pack"), "*.pack").ShouldHaveSingleItem();
        File.WriteAllText(Path.ChangeExtension(pack, ".keep"), "mine");
        RealGit.Run(target, "update-ref", "-d", "refs/heads/main");

        RealGit.Run(source, "push", "-q", Served.Url("a.git"), "main");
        Hook("update", "exit 1");
        RealGit.Try(source, "", "push", "-q", Served.Url("a.git"), "side").Code.ShouldBe(1);

        Directory.GetFiles(Path.Join(target, "objects", "pack"), "*.keep").ShouldBe([Path.ChangeExtension(pack, ".keep")]);
        File.ReadAllText(Path.ChangeExtension(pack, ".keep")).ShouldBe("mine");
    }

    [Test]
    public void The_update_hook_refuses_one_ref()
    {
        Start();
        Hook("update", "test $1 != refs/heads/side || { echo not side >&2; exit 1; }");

        var (_, output, error) = RealGit.Try(source, "", "push", "--porcelain", Served.Url("a.git"), "main", "side");

        output.ShouldContain("[remote rejected] (hook declined)");
        error.ShouldContain("remote: not side");
        SourceRepository.Refs(target).ShouldEndWith(" refs/heads/main");
    }

    [Test]
    [Category("hostile")]
    public void H19_The_update_hook_refuses_all_of_an_atomic_push()
    {
        Start();
        Hook("update", "test $1 != refs/heads/side");

        var output = RealGit.Try(source, "", "push", "--atomic", "--porcelain", Served.Url("a.git"), "main", "side").Output;

        output.ShouldContain("[remote rejected] (hook declined)");
        output.ShouldContain("[remote rejected] (atomic push failure)");
        SourceRepository.Refs(target).ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public void H09_A_hook_cannot_move_refs_from_within_quarantine_and_odd_paths_do_no_harm()
    {
        Start("a:b;\"c\".git");
        Hook("pre-receive", "read old new ref; git cat-file -e $new || exit 1; git update-ref refs/heads/stolen $new; exit 0");

        var (code, _, error) = RealGit.Try(source, "", "push", Served.Url("a:b;\"c\".git"), "main");

        code.ShouldBe(0, error);
        error.ShouldContain("ref updates forbidden inside quarantine environment");
        SourceRepository.Refs(target).ShouldEndWith(" refs/heads/main");
    }

    [Test]
    [Category("hostile")]
    public void H22_Options_of_a_push_are_data_for_hooks()
    {
        Start();
        string[] options = ["; rm -rf x", "a=b,c", "{\"x\":1}", "$(touch owned)", "`touch owned`", "GIT_DIR=/tmp", "-x"];
        Hook("pre-receive", "i=0; while [ $i -lt $GIT_PUSH_OPTION_COUNT ]; do printenv GIT_PUSH_OPTION_$i; i=$((i+1)); done > options");

        RealGit.Run(source, ["push", "-q", .. options.SelectMany(option => new[] { "-o", option }), Served.Url("a.git"), "main"]);

        Read("options").ShouldBe(string.Concat(options.Select(option => option + "\n")));
        File.Exists(Path.Join(target, "owned")).ShouldBeFalse();
    }

    [Test]
    [Category("hostile")]
    public void R05_Names_like_options_or_shell_syntax_are_data()
    {
        Start();
        Hook("update", "printf '%s\\n' \"$1\" >> names");
        string[] names = ["refs/heads/-x", "refs/heads/x/-y", "refs/heads/--exec=sh", "refs/heads/$(touch;owned)", "refs/heads/`touch`"];

        RealGit.Run(source, ["push", "-q", Served.Url("a.git"), .. names.Select(name => "main:" + name)]);

        Read("names").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(names, ignoreOrder: true);
        RealGit.Run(target, "for-each-ref", "--format=%(refname)").Split('\n').ShouldBe(names, ignoreOrder: true);
    }

    [TestCase("sleep 600", false)]
    [TestCase("while :; do :; done", false)]
    [TestCase("sleep 20 & exit 0", true)]
    [TestCase("exit 0", true)]
    [TestCase("exec 0<&-; echo early; exit 0", true)]
    [TestCase("head -c 3000000 /dev/zero | tr '\\0' 'x'; exit 0", true)]
    [TestCase("head -c 3000000 /dev/zero >&2; exit 1", false)]
    [TestCase("kill -9 $$", false)]
    [Category("hostile")]
    public void H23_Hooks_that_hang_flood_ignore_their_input_or_exit_early_have_a_defined_end(string script, bool accepted)
    {
        rules = rules with { HookTimeout = TimeSpan.FromSeconds(5), MaxHookOutput = 100_000 };
        Start();
        Hook("pre-receive", script);
        var clock = Stopwatch.StartNew();

        var (code, _, error) = RealGit.Try(source, "", "push", Served.Url("a.git"), "main");

        code.ShouldBe(accepted ? 0 : 1, error[..Math.Min(500, error.Length)]);
        error.Length.ShouldBeLessThan(400_000);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        SourceRepository.Refs(target).Length.ShouldBe(accepted ? 56 : 0);
    }

    [Test]
    [Category("hostile")]
    public async Task H23_The_last_hooks_run_to_their_end_though_the_client_has_gone()
    {
        rules = rules with { HookTimeout = TimeSpan.FromMinutes(5) };
        Start();
        Hook("post-receive", "while [ ! -e gone ]; do sleep 0.1; done; head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; touch received");
        Hook("post-update", "head -c 3000000 /dev/zero >&2; touch updated");
        using (var push = RealGit.Start(source, "push", "-q", Served.Url("a.git"), "main"))
        {
            while (SourceRepository.Refs(target).Length == 0)
                await Task.Delay(50);
            push.Kill();
            await push.WaitForExitAsync();
        }
        File.WriteAllText(Path.Join(target, "gone"), "");

        var clock = Stopwatch.StartNew();
        while (!File.Exists(Path.Join(target, "updated")) && clock.Elapsed < TimeSpan.FromMinutes(1))
            await Task.Delay(50);
        File.Exists(Path.Join(target, "received")).ShouldBeTrue();
        File.Exists(Path.Join(target, "updated")).ShouldBeTrue();
    }

    [Test]
    [Category("hostile")]
    public void H23_Hooks_that_cannot_be_run_refuse_and_those_that_may_not_are_passed_over()
    {
        Start();
        Hook("pre-receive", "exit 0");
        File.WriteAllText(Path.Join(target, "hooks", "pre-receive"), "#!/nonexistent/program\n");
        RealGit.Try(source, "", "push", "--porcelain", Served.Url("a.git"), "main").Output.ShouldContain("(pre-receive hook declined)");

        File.SetUnixFileMode(Path.Join(target, "hooks", "pre-receive"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        RealGit.Try(source, "", "push", Served.Url("a.git"), "main").Code.ShouldBe(0);
    }

    [Test]
    public void Hooks_are_not_run_unless_that_is_wanted()
    {
        rules = ReceivePackRules.Default;
        Start();
        Hook("pre-receive", "touch ran; exit 1");

        RealGit.Run(source, "push", "-q", Served.Url("a.git"), "main");

        File.Exists(Path.Join(target, "ran")).ShouldBeFalse();
    }

    private void Start(string name = "a.git")
    {
        opened = new ServedDirectory(new GitServerOptions { AllowReceivePack = true, ReceivePack = rules });
        source = SourceRepository.MakeRich(Served.Place, "source.git");
        target = SourceRepository.Make(Served.Place, ServedDirectory.In(name), "sha1");
    }

    private void Hook(string name, string script)
    {
        var path = Path.Join(target, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Read(string name) => File.ReadAllText(Path.Join(target, name));
}
