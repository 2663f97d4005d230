using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

/// <summary>Logs of refs against those that git writes: the same steps in two repositories leave the same files.</summary>
[CancelAfter(60_000)]
public sealed class ReflogTests : IDisposable
{
    private static readonly Signature Committer = new("A U Thor", "author@example.com", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
    private TempDirectory directory = null!;
    private string commit = "";
    private string next = "";

    [SetUp]
    public void Make()
    {
        directory = new TempDirectory();
        Git.Run(directory.Path, "init", "-q", "-b", "main", "git");
        var root = directory.File("git");
        commit = Git.Run(root, "commit-tree", Git.Run(root, "mktree", "--missing"), "-m", "one");
        next = Git.Run(root, "commit-tree", Git.Run(root, "mktree", "--missing"), "-p", commit, "-m", "two");
        Git.Run(directory.Path, "init", "-q", "-b", "main", "ours");
        CopyObjects();
    }

    [TearDown]
    public void Dispose() => directory.Dispose();

    [Test]
    public async Task A_branch_that_is_checked_out_is_written_down_for_head_too()
    {
        await Both(RefUpdate.Set(RefName.Head, Id(commit)), "begun", "update-ref", "-m", "begun", "HEAD", commit);
        await Both(RefUpdate.Set(Name("refs/heads/main"), Id(next)), null, "update-ref", "refs/heads/main", next);
        await Both(RefUpdate.Set(Name("refs/heads/main"), Id(next)), "same", "update-ref", "-m", "same", "refs/heads/main", next);
        await Both(RefUpdate.Set(Name("refs/heads/other"), Id(next)), "other", "update-ref", "-m", "other", "refs/heads/other", next);
        await Both(RefUpdate.Delete(Name("refs/heads/main")), "gone", "update-ref", "-m", "gone", "-d", "refs/heads/main");
        Ours("logs/HEAD").ShouldContain("\tgone\n");
        File.Exists(directory.File("ours/.git/logs/refs/heads/main")).ShouldBeFalse();
    }

    [Test]
    public async Task A_detached_head_has_its_own_log_alone()
    {
        await Both(RefUpdate.Set(RefName.Head, Id(commit)), "begun", "update-ref", "-m", "begun", "HEAD", commit);
        await Both(RefUpdate.Set(RefName.Head, Id(next)) with { NoFollow = true }, "detached", "update-ref", "--no-deref", "-m", "detached", "HEAD", next);
        await Both(RefUpdate.Set(RefName.Head, Id(commit)), "moved", "update-ref", "-m", "moved", "HEAD", commit);
        await Both(RefUpdate.Set(Name("refs/heads/main"), Id(next)), "alone", "update-ref", "-m", "alone", "refs/heads/main", next);
    }

    [TestCase(null)]
    [TestCase("false")]
    [TestCase("true")]
    [TestCase("always")]
    public async Task Which_refs_get_a_log_is_a_setting(string? value)
    {
        Configure("core.logAllRefUpdates", value);
        foreach (var name in (string[])["refs/heads/a/b", "refs/remotes/o/x", "refs/notes/x", "refs/tags/x", "refs/other/x"])
            await Both(RefUpdate.Set(Name(name), Id(commit)), "made", "update-ref", "-m", "made", name, commit);
        Directory.Exists(directory.File("ours/.git/logs/refs/heads")).ShouldBe(value != "false");
    }

    [TestCase(null)]
    [TestCase("true")]
    public async Task A_bare_repository_has_logs_where_it_says_so(string? value)
    {
        Configure("core.bare", "true");
        Configure("core.logAllRefUpdates", value);
        await Both(RefUpdate.Set(Name("refs/heads/a"), Id(commit)), "made", "update-ref", "-m", "made", "refs/heads/a", commit);
        Directory.Exists(directory.File("ours/.git/logs/refs/heads")).ShouldBe(value is not null);
    }

    [Test]
    public async Task A_log_that_is_there_is_kept_up_whatever_the_setting()
    {
        await Both(RefUpdate.Set(Name("refs/heads/a"), Id(commit)), "made", "update-ref", "-m", "made", "refs/heads/a", commit);
        Configure("core.logAllRefUpdates", "false");
        await Both(RefUpdate.Set(Name("refs/heads/a"), Id(next)), "moved", "update-ref", "-m", "moved", "refs/heads/a", next);
        Ours("logs/refs/heads/a").ShouldContain("\tmoved\n");
    }

    [Test]
    public async Task Symbolic_refs_have_logs_of_their_own()
    {
        await Both(RefUpdate.Set(Name("refs/heads/a"), Id(commit)), "made", "update-ref", "-m", "made", "refs/heads/a", commit);
        await Both(RefUpdate.Symbolic(Name("refs/heads/s"), Name("refs/heads/a")), "link", "symbolic-ref", "-m", "link", "refs/heads/s", "refs/heads/a");
        await Both(RefUpdate.Set(Name("refs/heads/s"), Id(next)), "through it", "update-ref", "-m", "through it", "refs/heads/s", next);
        await Both(RefUpdate.Symbolic(RefName.Head, Name("refs/heads/a")), "checked out", "symbolic-ref", "-m", "checked out", "HEAD", "refs/heads/a");
        await Both(RefUpdate.Symbolic(Name("refs/heads/t"), Name("refs/heads/none")), "nowhere", "symbolic-ref", "-m", "nowhere", "refs/heads/t", "refs/heads/none");
    }

    [Test]
    public async Task A_name_can_become_a_directory_once_its_log_is_gone()
    {
        await Both(RefUpdate.Set(Name("refs/heads/a/b"), Id(commit)), "made", "update-ref", "-m", "made", "refs/heads/a/b", commit);
        await Both(RefUpdate.Delete(Name("refs/heads/a/b")), null, "update-ref", "-d", "refs/heads/a/b");
        Directory.Exists(directory.File("ours/.git/logs/refs/heads/a")).ShouldBeFalse();
        await Both(RefUpdate.Set(Name("refs/heads/a"), Id(commit)), "made", "update-ref", "-m", "made", "refs/heads/a", commit);
    }

    [TestCase("logs/refs/heads/a/z", "refs/heads/a")]
    [TestCase("logs/refs/heads/a", "refs/heads/a/b")]
    public async Task A_log_in_the_way_refuses_the_ref(string log, string name)
    {
        foreach (var root in (string[])["git", "ours"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(directory.File($"{root}/.git/{log}"))!);
            File.WriteAllText(directory.File($"{root}/.git/{log}"), "left behind\n");
        }
        Git.Try(directory.File("git"), [], "update-ref", "-m", "x", name, commit).Code.ShouldNotBe(0);
        using var repository = Open();
        var result = (await repository.Refs.ApplyAsync([RefUpdate.Set(Name(name), Id(commit))])).ShouldHaveSingleItem();
        result.Refusal.ShouldBe(RefRefusal.NameConflict);
        repository.Refs.TryRead(Name(name)).ShouldBeNull();
    }

    [TestCase("two\nlines\r\nand  \t blanks ")]
    [TestCase("\n0000000000000000000000000000000000000000 1111111111111111111111111111111111111111 Evil <e@x> 1 +0000\tforged\n")]
    [TestCase("   ")]
    [TestCase("<a@b> 1 +0000\t\u001b[31m")]
    [Category("hostile")]
    public async Task R13_A_message_stays_one_line_as_git_writes_it(string message) =>
        await Both(RefUpdate.Set(Name("refs/heads/a"), Id(commit)), message, "update-ref", "-m", message, "refs/heads/a", commit);

    [Test, Category("hostile")]
    public async Task R13_What_is_evil_in_message_and_identity_ends_no_line_and_makes_no_field()
    {
        using var repository = Open();
        await repository.Refs.ApplyAsync([RefUpdate.Set(Name("refs/heads/a"), Id(commit)) with { Message = "a\0b\n\rc" }], new()
        {
            Committer = new("E\nvil <x@y> 1 +0000\tforged\0", "e>@<x\r\n\0", DateTimeOffset.FromUnixTimeSeconds(5)),
        });
        Ours("logs/refs/heads/a").ShouldBe($"{new string('0', 40)} {commit} Evil x@y 1 +0000forged <e@x> 5 +0000\ta b c\n");
        var entry = repository.Refs.ReadLog(Name("refs/heads/a"))!.ShouldHaveSingleItem();
        (entry.Old.IsZero, entry.New, entry.Committer.ToString(), entry.Message.ToString()).ShouldBe((true, Id(commit), "Evil x@y 1 +0000forged <e@x> 5 +0000", "a b c"));
        File.WriteAllText(directory.File("ours/.git/HEAD"), "ref: refs/heads/a\n");
        Git.Run(directory.File("ours"), "reflog", "show", "--format=%gn|%ge|%gs", "refs/heads/a").ShouldBe("Evil x@y 1 +0000forged|e@x|a b c");
    }

    [Test]
    public async Task Git_reads_what_is_written_and_what_git_writes_is_read()
    {
        foreach (var (id, message) in new[] { (commit, "first"), (next, "second"), (commit, "third") })
            await Both(RefUpdate.Set(Name("refs/heads/a"), Id(id)), message, "update-ref", "-m", message, "refs/heads/a", id);
        Git.Run(directory.File("ours"), "reflog", "show", "--format=%H %gs", "refs/heads/a").ShouldBe($"{commit} third\n{next} second\n{commit} first");
        using var repository = FileRepository.Open(directory.File("git"));
        repository.Refs.ReadLog(Name("refs/heads/a"))!.Select(entry => entry.Message.ToString()).ShouldBe(["first", "second", "third"]);
        repository.Refs.ReadLog(Name("refs/heads/none")).ShouldBeNull();
    }

    [Test]
    public async Task A_refused_set_writes_nothing_down()
    {
        using var repository = Open();
        await repository.Refs.ApplyAsync([RefUpdate.Create(Name("refs/heads/a"), Id(commit)), RefUpdate.Change(Name("refs/heads/b"), Id(next), Id(commit))]);
        Directory.Exists(directory.File("ours/.git/logs")).ShouldBeFalse();
    }

    [Test]
    public async Task A_set_that_is_made_as_one_is_written_down()
    {
        using (var repository = Open())
            await repository.Refs.ApplyAsync([RefUpdate.Create(Name("refs/heads/a"), Id(commit)), RefUpdate.Create(Name("refs/heads/b"), Id(next))], new() { AsOne = true, Message = "push" });
        Git.Run(directory.File("ours"), "reflog", "show", "--format=%H %gs", "refs/heads/b").ShouldBe($"{next} push");
    }

    [Test]
    public async Task The_name_of_the_user_is_that_of_the_config()
    {
        Configure("user.name", "Con Fig");
        Configure("user.email", "con@example.com");
        using (var repository = FileRepository.Open(directory.File("ours")))
            await repository.Refs.SetAsync(Name("refs/heads/a"), Id(commit));
        Ours("logs/refs/heads/a").ShouldContain(" Con Fig <con@example.com> ");
    }

    [Test]
    public async Task A_link_in_the_place_of_a_log_is_not_followed()
    {
        File.WriteAllText(directory.File("outside"), "");
        Directory.CreateDirectory(directory.File("ours/.git/logs/refs/heads"));
        File.CreateSymbolicLink(directory.File("ours/.git/logs/refs/heads/a"), directory.File("outside"));
        using var repository = Open();
        (await repository.Refs.ApplyAsync([RefUpdate.Set(Name("refs/heads/a"), Id(commit))])).ShouldHaveSingleItem().Succeeded.ShouldBeFalse();
        new FileInfo(directory.File("outside")).Length.ShouldBe(0);
    }

    private static RefName Name(string name) => RefName.Parse(name);

    private static ObjectId Id(string id) => ObjectId.Parse(id);

    private FileRepository Open() => FileRepository.Open(directory.File("ours"), new() { Fsync = FsyncComponents.None, Committer = _ => Committer });

    private void Configure(string key, string? value)
    {
        foreach (var root in (string[])["git", "ours"])
            Git.Run(directory.File(root), value is null ? ["config", "--unset", key] : ["config", key, value]);
    }

    // Does one step on both sides and compares all logs.
    private async Task Both(RefUpdate update, string? message, params string[] arguments)
    {
        Git.Run(directory.File("git"), arguments);
        using (var repository = Open())
            (await repository.Refs.ApplyAsync([update], new() { Message = message })).ShouldHaveSingleItem().Succeeded.ShouldBeTrue();
        Logs("ours").ShouldBe(Logs("git"));
    }

    private string Ours(string name) => File.ReadAllText(directory.File("ours/.git/" + name));

    private string Logs(string root)
    {
        var logs = directory.File(root + "/.git/logs");
        return !Directory.Exists(logs) ? "" : string.Concat(Directory.GetFiles(logs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => $"[{Path.GetRelativePath(logs, path)}]\n{File.ReadAllText(path)}"));
    }

    private void CopyObjects()
    {
        var (from, to) = (directory.File("git/.git/objects"), directory.File("ours/.git/objects"));
        foreach (var path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
        }
    }
}
