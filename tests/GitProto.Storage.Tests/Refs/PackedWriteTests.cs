using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

/// <summary>Refs that are written to <c>packed-refs</c>: the first ones of a clone, and those whose names no file can have.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PackedWriteTests : IDisposable
{
    private static readonly RefName Broken = RefName.Parse(new ByteString([.. "refs/heads/"u8, 0xFF]));
    private static readonly RefName Other = RefName.Parse(new ByteString([.. "refs/heads/"u8, 0xFE]));
    private static readonly RefTransactionOptions First = new() { Initial = true };
    private readonly TempDirectory directory = new();
    private readonly string path;
    private readonly FileRepository repository;
    private readonly ObjectId one;
    private readonly ObjectId two;

    public PackedWriteTests()
    {
        path = directory.File("r.git");
        repository = FileRepository.Create(path, options: new() { Fsync = FsyncComponents.None, LockTimeout = TimeSpan.FromMilliseconds(50) });
        one = repository.CommitAsync("refs/heads/main", "One", []).AsTask().Result;
        two = repository.CommitAsync("refs/heads/main", "Two", []).AsTask().Result;
    }

    private string Packed => Path.Join(path, "packed-refs");

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task The_first_refs_of_a_repository_are_written_as_git_packs_them()
    {
        var tag = await repository.TagAsync("t", two, "A tag");
        string[] names = ["refs/zz", "refs/tags/again", "refs/heads/b", "refs/heads/a-b", "refs/heads/a/b"];

        var results = await repository.Refs.ApplyAsync([.. names.Select(name => RefUpdate.Create(RefName.Parse(name), name.Contains("tags", StringComparison.Ordinal) ? tag : one))], First);

        results.ShouldAllBe(result => result.Succeeded);
        var written = await File.ReadAllBytesAsync(Packed);
        foreach (var name in new[] { "refs/heads/main", "refs/tags/t" })
            Git.Run(path, "update-ref", "-d", name);
        Git.Run(path, "pack-refs", "--all");
        written.ShouldBe(await File.ReadAllBytesAsync(Packed));
        Directory.GetFiles(path, "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_added_to_packed_refs_stands_where_it_belongs_and_takes_no_promise_that_is_not_kept([Values] bool peeled)
    {
        await repository.TagAsync("t", two, "A tag");
        Git.Run(path, "pack-refs", "--all");
        if (!peeled)
            await File.WriteAllTextAsync(Packed, (await File.ReadAllTextAsync(Packed)).Replace(" fully-peeled", "", StringComparison.Ordinal));

        (await repository.Refs.ApplyAsync([RefUpdate.Create(RefName.Parse("refs/a"), one), RefUpdate.Create(RefName.Parse("refs/z"), one)], First)).ShouldAllBe(result => result.Succeeded);

        (await File.ReadAllLinesAsync(Packed))[0].ShouldBe(peeled ? "# pack-refs with: peeled fully-peeled sorted " : "# pack-refs with: sorted ");
        ListHere().ShouldBe(ListGit());
        Git.Run(path, "show-ref", "-d").ShouldContain($"{two} refs/tags/t^{{}}");
    }

    [Test]
    public async Task A_ref_that_has_a_file_keeps_it_and_so_do_HEAD_symbolic_refs_and_those_of_one_work_tree()
    {
        var work = RefName.Parse("refs/worktree/x");
        var results = await repository.Refs.ApplyAsync(
            [RefUpdate.Change(RefName.Parse("refs/heads/main"), two, one), RefUpdate.Create(work, one), RefUpdate.Symbolic(RefName.Parse("refs/heads/link"), RefName.Parse("refs/heads/main"))], First);

        results.ShouldAllBe(result => result.Succeeded);
        File.Exists(Packed).ShouldBeFalse();
        repository.Refs.Resolve(RefName.Parse("refs/heads/main")).ShouldBe(one);
        (await repository.Refs.ApplyAsync([RefUpdate.Create(RefName.Parse("refs/heads/main"), two)], First))[0].Refusal.ShouldBe(RefRefusal.Stale);
    }

    [Test]
    public async Task A_first_ref_below_another_or_named_twice_is_refused()
    {
        RefUpdate[] updates = [RefUpdate.Create(RefName.Parse("refs/x/a"), one), RefUpdate.Create(RefName.Parse("refs/x/a/b"), one), RefUpdate.Create(RefName.Parse("refs/x/a"), one)];

        var results = await repository.Refs.ApplyAsync(updates, First with { Atomic = false });

        results.Select(result => result.Refusal).ShouldBe([RefRefusal.None, RefRefusal.NameConflict, RefRefusal.Duplicate]);
        (await repository.Refs.ApplyAsync(updates, First))[0].Succeeded.ShouldBeFalse();
    }

    [Test]
    [Category("hostile")]
    public async Task W21_Names_that_are_not_UTF8_keep_their_bytes_on_disk()
    {
        var results = await repository.Refs.ApplyAsync([RefUpdate.Create(Broken, one), RefUpdate.Create(Other, two)]);

        results.ShouldAllBe(result => result.Succeeded);
        repository.Refs.Resolve(Broken).ShouldBe(one);
        repository.Refs.Resolve(Other).ShouldBe(two);
        ListHere().ShouldBe(ListGit());
        (await repository.Refs.ApplyAsync([RefUpdate.Create(Broken, two)]))[0].Refusal.ShouldBe(RefRefusal.Stale);
        (await repository.Refs.ApplyAsync([RefUpdate.Change(Broken, two, one)]))[0].Refusal.ShouldBe(RefRefusal.Stale);
        (await repository.Refs.ApplyAsync([RefUpdate.Change(Broken, one, two), RefUpdate.Delete(Other, two)])).ShouldAllBe(result => result.Succeeded);
        repository.Refs.Resolve(Broken).ShouldBe(two);
        repository.Refs.Resolve(Other).ShouldBeNull();
        ListHere().ShouldBe(ListGit());
    }

    [Test]
    [Category("hostile")]
    public async Task W21_A_name_that_is_not_UTF8_waits_for_the_lock_of_the_packed_refs()
    {
        await File.WriteAllTextAsync(Packed + ".lock", "");

        (await repository.Refs.ApplyAsync([RefUpdate.Create(Broken, one), RefUpdate.Create(RefName.Parse("refs/heads/x"), one)], new() { Atomic = false }))
            .Select(result => result.Refusal).ShouldBe([RefRefusal.Locked, RefRefusal.None]);

        File.Delete(Packed + ".lock");
        ListHere().ShouldBe(ListGit());
    }

    [Test]
    [Category("hostile")]
    [Platform(Exclude = "Win")]
    public async Task W21_A_file_whose_name_is_not_UTF8_is_never_passed_over_in_silence()
    {
        Git.RunBytes(path, [.. "create "u8, .. Broken.Bytes.Span, 0, .. Encoding.ASCII.GetBytes(one.ToString()), 0], "update-ref", "--stdin", "-z");

        Should.Throw<RefRefusedException>(() => repository.Refs.List().ToList()).Message.ShouldContain("is not UTF-8");
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(Broken)).Message.ShouldContain("git pack-refs --all");
        (await repository.Refs.ApplyAsync([RefUpdate.Set(Broken, two)]))[0].Refusal.ShouldBe(RefRefusal.Broken);

        Git.Run(path, "pack-refs", "--all");
        repository.Refs.Resolve(Broken).ShouldBe(one);
        (await repository.Refs.ApplyAsync([RefUpdate.Change(Broken, one, two)]))[0].Succeeded.ShouldBeTrue();
        ListHere().ShouldBe(ListGit());
    }

    private string[] ListHere() => [.. repository.Refs.List().Select(found => $"{found.Target} {Encoding.Latin1.GetString(found.Name.Bytes.Span)}")];

    private string[] ListGit() => Encoding.Latin1.GetString(Git.RunBytes(path, [], "for-each-ref", "--format=%(objectname) %(refname)")).TrimEnd('\n').Split('\n');
}
