using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>The installed git pushes to <see cref="GitServer"/> over git://.</summary>
[CancelAfter(600_000)]
public sealed class GitPushTests
{
    private static readonly string[] Quiet = ["-q"];

    [Test]
    [Category("hostile")]
    [Platform("Linux")]
    public async Task N12_Where_no_quarantine_can_be_made_the_client_is_told_so_though_it_still_sends()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.Make(served.Place, "source.git", "sha1");
        File.WriteAllBytes(served.Place.At("big"), System.Security.Cryptography.RandomNumberGenerator.GetBytes(16 << 20));
        RealGit.Run(source, "update-ref", "refs/tags/big", RealGit.Run(source, "hash-object", "-w", served.Place.At("big")));
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        // A place where nobody can make a directory, root included.
        Directory.Delete(Path.Join(target, "objects"), recursive: true);
        Directory.CreateSymbolicLink(Path.Join(target, "objects"), "/proc/sys/fs");
        await using var open = GitServer.Start(
            new DirectoryResolver(served.Root, path => FileRepository.TryOpen(path, new FileRepositoryOptions { Strict = true })), new GitServerOptions { AllowReceivePack = true });

        var (code, output, error) = RealGit.Try(source, "", "push", "--porcelain", $"{open.BaseUrl}a.git", "refs/tags/big");

        code.ShouldBe(1, error);
        output.ShouldContain("[remote rejected] (unpacker error)");
        error.ShouldContain("error: remote unpack failed: unable to create temporary object directory");
    }

    [Test]
    [Category("hostile")]
    public async Task H29_A_push_starts_no_process_whatever_the_config_says_of_upkeep()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        foreach (var (key, value) in new[] { ("gc.auto", "1"), ("gc.autoPackLimit", "1"), ("receive.autogc", "true"), ("maintenance.auto", "true"), ("receive.updateServerInfo", "true") })
            RealGit.Run(target, "config", key, value);
        foreach (var number in Enumerable.Range(0, 400))
            RealGit.Try(target, $"{number}", "hash-object", "-w", "--stdin").Code.ShouldBe(0);
        using var pushing = RealGit.Start(source, "push", "-q", served.Url("a.git"), "main", "side");
        var seen = new HashSet<string>();
        while (!pushing.WaitForExit(1))
            seen.UnionWith(ChildProcesses.List());
        pushing.ExitCode.ShouldBe(0, await pushing.StandardError.ReadToEndAsync());
        seen.UnionWith(ChildProcesses.List());

        // One process was started by this test: the git that pushes.
        seen.Count.ShouldBeLessThanOrEqualTo(1, string.Join(", ", seen));
        RealGit.Run(target, "count-objects").ShouldStartWith("400 objects");
        File.Exists(Path.Join(target, "gc.log")).ShouldBeFalse();
        File.Exists(Path.Join(target, "info", "refs")).ShouldBeFalse();
    }

    [Test]
    public async Task Git_creates_moves_forces_and_deletes_refs([Values(0, 1, 2)] int version, [Values("sha1", "sha256")] string format)
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git", format);
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), format);

        Push(served, version, source, "--mirror");
        Same(source, target);
        SourceRepository.Add(source, "main", 100, 3);
        Push(served, version, source, "main", "main~2:refs/heads/older", "v2:refs/tags/again");
        RealGit.Run(target, "rev-parse", "main").ShouldBe(RealGit.Run(source, "rev-parse", "main"));
        Push(served, version, source, "+main~5:main", "+main~5:alias", ":older", ":refs/tags/again", ":refs/heads/nothing");
        RealGit.Run(source, "update-ref", "refs/heads/main", "main~5");
        Same(source, target);
        served.Errors.ShouldBeEmpty();
    }

    [Test]
    public async Task Many_refs_go_in_one_push_and_thin_packs_bring_little()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeSynthetic(served.Place, "source.git", 4_000);
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        Push(served, 0, source, "main");
        RealGit.Try(source, string.Concat(Enumerable.Range(0, 2_000).Select(number => $"create refs/heads/topic/{number} main~{number % 500}\n")), "update-ref", "--stdin").Code.ShouldBe(0);
        SourceRepository.Add(source, "main", 9_000, 1);

        Push(served, 0, source, "refs/heads/*:refs/heads/*");

        Same(source, target);
        Push(served, 0, source, [.. Enumerable.Range(0, 500).Select(number => $":refs/heads/topic/{number}")]);
        SourceRepository.Refs(target).Split('\n').Length.ShouldBe(1_501);
    }

    [Test]
    public async Task An_atomic_push_of_which_one_ref_fails_changes_none()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true, ReceivePack = new ReceivePackRules { DenyNonFastForwards = true } });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        Push(served, 0, source, "main");
        var before = SourceRepository.Refs(target);

        var (code, output, _) = RealGit.Try(source, "", "push", "--atomic", "--porcelain", served.Url("a.git"), "+main~1:main", "side:side");

        code.ShouldBe(1);
        output.ShouldContain("(non-fast-forward)");
        output.ShouldContain("[remote rejected] (atomic push failure)");
        SourceRepository.Refs(target).ShouldBe(before);
        Leftovers(target).ShouldBeEmpty();
        RealGit.Try(target, "", "cat-file", "-e", RealGit.Run(source, "rev-parse", "side")).Code.ShouldNotBe(0);
        RealGit.Try(source, "", "push", "--atomic", "-q", served.Url("a.git"), "main", "side").Code.ShouldBe(0);
    }

    [Test]
    public async Task The_config_of_the_repository_counts()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        Push(served, 0, source, "main", "side", "main:refs/hidden/x");
        RealGit.Run(target, "config", "receive.denyDeletes", "true");
        RealGit.Run(target, "config", "receive.denyNonFastForwards", "true");
        RealGit.Run(target, "config", "transfer.hideRefs", "refs/hidden");
        var before = SourceRepository.Refs(target);

        var output = RealGit.Try(source, "", "push", "--porcelain", served.Url("a.git"), ":side", "+main~1:main", "side:refs/hidden/x").Output;

        output.ShouldContain("[remote rejected] (deletion prohibited)");
        output.ShouldContain("[remote rejected] (non-fast-forward)");
        output.ShouldContain("[remote rejected] (deny updating a hidden ref)");
        SourceRepository.Refs(target).ShouldBe(before);
        RealGit.Run(target, "config", "receive.maxInputSize", "100");
        SourceRepository.Add(source, "main", 300, 2);
        RealGit.Try(source, "", "push", served.Url("a.git"), "main").Error.ShouldContain("remote: fatal: pack exceeds maximum allowed size (100 bytes)");
        Leftovers(target).ShouldBeEmpty();
    }

    [Test]
    public async Task Pushes_are_refused_in_gits_words_where_they_are_off()
    {
        await using var served = new ServedDirectory();
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");

        RealGit.Try(source, "", "push", served.Url("a.git"), "main").Error.ShouldContain("fatal: remote error: access denied or repository not exported: /a.git");
    }

    [Test]
    public async Task A_shallow_clone_pushes_what_the_server_has_the_rest_of()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        Push(served, 0, source, "main");
        RealGit.Run(served.Place.Path, "clone", "-q", "--bare", "--depth=2", served.Url("a.git"), "shallow.git");
        SourceRepository.Add(served.Place.At("shallow.git"), "main", 400, 2);

        RealGit.Run(served.Place.At("shallow.git"), "push", "-q", served.Url("a.git"), "main");

        RealGit.Run(target, "fsck", "--strict");
        RealGit.Run(target, "rev-parse", "main").ShouldBe(RealGit.Run(served.Place.At("shallow.git"), "rev-parse", "main"));
        File.Exists(Path.Join(target, "shallow")).ShouldBeFalse();
    }

    [Test]
    [Category("hostile")]
    public async Task H18_What_would_make_the_server_shallow_is_refused_unless_allowed()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        RealGit.Run(served.Place.Path, "clone", "-q", "--bare", "--depth=2", "file://" + source, "shallow.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");

        RealGit.Try(served.Place.At("shallow.git"), "", "push", "--porcelain", served.Url("a.git"), "main").Output.ShouldContain("[remote rejected] (shallow update not allowed)");
        SourceRepository.Refs(target).ShouldBeEmpty();
        Leftovers(target).ShouldBeEmpty();
        RealGit.Run(target, "config", "receive.shallowUpdate", "true");
        RealGit.Run(served.Place.At("shallow.git"), "push", "-q", served.Url("a.git"), "main");

        RealGit.Run(target, "fsck", "--strict");
        RealGit.Run(target, "rev-list", "--count", "main").ShouldBe(RealGit.Run(served.Place.At("shallow.git"), "rev-list", "--count", "main"));
    }

    [Test]
    public async Task Objects_of_an_alternate_are_offered_and_not_sent()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        RealGit.Run(served.Place.Path, "clone", "-q", "--mirror", source, ServedDirectory.In("lender.git"));
        RealGit.Run(served.Place.Path, "clone", "-q", "--bare", "--shared", ServedDirectory.In("lender.git"), ServedDirectory.In("a.git"));
        var target = served.Place.At(ServedDirectory.In("a.git"));
        RealGit.Run(target, "update-ref", "-d", "refs/heads/side");

        Push(served, 0, source, "side", "main:refs/heads/other");

        RealGit.Run(target, "fsck", "--strict");
        Directory.GetFiles(Path.Join(target, "objects", "pack")).ShouldBeEmpty();
        RealGit.Run(target, "rev-parse", "side").ShouldBe(RealGit.Run(source, "rev-parse", "side"));
    }

    [Test]
    public async Task What_a_push_changes_is_logged_as_git_logs_it()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var targets = new[] { ServedDirectory.In("a.git"), "b.git" }.Select(name => SourceRepository.Make(served.Place, name, "sha1")).ToList();
        targets.ForEach(target => RealGit.Run(target, "config", "core.logAllRefUpdates", "always"));
        foreach (var specs in new string[][] { ["main~1:refs/heads/main", "side", "main:refs/tags/t"], ["main"], ["+side:refs/heads/main"], [":refs/heads/side"] })
        {
            Push(served, 0, source, specs);
            RealGit.Run(source, ["push", .. Quiet, targets[1], .. specs]);
        }

        var logs = targets.ConvertAll(target => Directory.GetFiles(Path.Join(target, "logs"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Name: Path.GetRelativePath(target, file), Lines: string.Join('\n', File.ReadLines(file).Select(line => $"{line[..81]} {line.Split('\t')[1]}")))).ToList());

        logs[0].ShouldBe(logs[1]);
        logs[0].Select(log => log.Name).ShouldBe(["logs/HEAD", "logs/refs/heads/main", "logs/refs/tags/t"]);
    }

    [Test]
    public async Task A_repository_is_made_for_who_pushes_to_it_if_that_is_wanted()
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git");
        Directory.CreateDirectory(place.At("served"));
        var resolver = new DirectoryResolver(place.At("served"), path => FileRepository.TryOpen(path, new FileRepositoryOptions { Strict = true }), new DirectoryResolverOptions { Create = path => FileRepository.Create(path) });
        await using var server = GitServer.Start(resolver, new GitServerOptions { AllowReceivePack = true });

        RealGit.Try(source, "", "ls-remote", $"{server.BaseUrl}team/new").Code.ShouldBe(128);
        RealGit.Run(source, "push", "-q", "--mirror", $"{server.BaseUrl}team/new");

        Same(source, place.At("served", "team", "new.git"));
        RealGit.Try(source, "", "push", $"{server.BaseUrl}team/new.git/refs/x", "main").Code.ShouldBe(128);
        RealGit.Try(source, "", "push", $"{server.BaseUrl}../out", "main").Code.ShouldBe(128);
        Directory.GetFileSystemEntries(place.At("served", "team")).Length.ShouldBe(1);
    }

    [Test]
    [Category("hostile")]
    public async Task H20_Of_concurrent_pushers_none_is_lost()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true });
        var source = SourceRepository.MakeRich(served.Place, "source.git");
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        Push(served, 0, source, "main");
        var first = RealGit.Run(source, "rev-parse", "main");
        var clones = new[] { "one", "two" };
        foreach (var name in clones)
        {
            RealGit.Run(served.Place.Path, "clone", "-q", "--bare", source, name);
            SourceRepository.Add(served.Place.At(name), "main", name.Length * 100, 1);
            SourceRepository.Add(served.Place.At(name), "main", name == "one" ? 500 : 600, 8);
        }

        var pushes = await Task.WhenAll(clones.Select(name => Task.Run(() => Enumerable.Range(0, 9).Reverse().Select(back => (
            Commit: RealGit.Run(served.Place.At(name), "rev-parse", $"main~{back}"),
            Own: RealGit.Try(served.Place.At(name), "", "push", "-q", served.Url("a.git"), $"main~{back}:refs/heads/{name}"),
            Shared: RealGit.Try(served.Place.At(name), "", "push", "-q", served.Url("a.git"), $"main~{back}:main").Code)).ToList())));

        foreach (var push in pushes.SelectMany(one => one))
            push.Own.Code.ShouldBe(0, push.Own.Error);
        RealGit.Run(target, "fsck", "--strict");
        foreach (var name in clones)
            RealGit.Run(target, "rev-parse", name).ShouldBe(RealGit.Run(served.Place.At(name), "rev-parse", "main"));
        foreach (var push in pushes.SelectMany(one => one).Where(push => push.Shared == 0))
            RealGit.Try(target, "", "merge-base", "--is-ancestor", push.Commit, "main").Code.ShouldBe(0, "what was acknowledged is there");
        RealGit.Run(target, "rev-parse", "main").ShouldNotBe(first);
    }

    private static void Push(ServedDirectory served, int version, string source, params string[] what) =>
        RealGit.Run(source, ["-c", $"protocol.version={version}", "push", .. Quiet, served.Url("a.git"), .. what]);

    private static void Same(string source, string target)
    {
        RealGit.Run(target, "fsck", "--strict");
        SourceRepository.Refs(target).ShouldBe(SourceRepository.Refs(source));
        Leftovers(target).ShouldBeEmpty();
    }

    private static IEnumerable<string> Leftovers(string repository) => Directory.EnumerateFileSystemEntries(repository, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path).StartsWith("tmp_", StringComparison.Ordinal) || path.EndsWith(".lock", StringComparison.Ordinal));
}
