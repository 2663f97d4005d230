using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

/// <summary>Refs in files, as git leaves them and as git reads them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileRefFormTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly string path;
    private readonly FileRepository repository;
    private readonly ObjectId one;
    private readonly ObjectId two;

    public FileRefFormTests()
    {
        path = directory.File("r.git");
        repository = FileRepository.Create(path, options: new() { Fsync = FsyncComponents.None, LockTimeout = TimeSpan.FromMilliseconds(50) });
        one = repository.CommitAsync("refs/heads/main", "One", []).AsTask().Result;
        two = repository.CommitAsync("refs/heads/main", "Two", []).AsTask().Result;
    }

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task Loose_and_packed_refs_are_listed_as_git_lists_them()
    {
        foreach (var name in new[] { "refs/heads/b", "refs/heads/a/b", "refs/heads/a-b", "refs/tags/x", "refs/notes/n" })
            await repository.Refs.SetAsync(RefName.Parse(name), one);
        await repository.TagAsync("t", two, "A tag");
        Git.Run(path, "pack-refs", "--all");
        foreach (var name in new[] { "refs/heads/b", "refs/heads/0", "refs/zz" })
            await repository.Refs.SetAsync(RefName.Parse(name), two);
        Git.Run(path, "symbolic-ref", "refs/heads/link", "refs/heads/b");
        ListHere().ShouldBe(ListGit());
    }

    [Test]
    public async Task A_packed_ref_is_deleted_with_its_loose_file_and_the_others_stay()
    {
        await repository.TagAsync("t", two, "A tag");
        await repository.Refs.SetAsync(RefName.Parse("refs/heads/a"), one);
        await repository.Refs.SetAsync(RefName.Parse("refs/heads/z"), one);
        Git.Run(path, "pack-refs", "--all");
        await repository.Refs.SetAsync(RefName.Parse("refs/tags/t"), two);
        await repository.Refs.ApplyOneAsync(RefUpdate.Delete(RefName.Parse("refs/tags/t"), two));
        await repository.Refs.ApplyOneAsync(RefUpdate.Delete(RefName.Parse("refs/heads/a")));
        ListHere().ShouldBe(ListGit());
        ListHere().Select(line => line.Split(' ')[1]).ShouldBe(["refs/heads/main", "refs/heads/z"]);
        Git.Run(path, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public void R11_The_promise_that_packed_refs_are_sorted_is_not_believed()
    {
        Packed($"# pack-refs with: peeled fully-peeled sorted \n{one} refs/heads/z\n{two} refs/heads/a\n^{one}\n{one} refs/heads/m\n{two} refs/heads/m\n");
        repository.Refs.Resolve(RefName.Parse("refs/heads/a")).ShouldBe(two);
        repository.Refs.Resolve(RefName.Parse("refs/heads/m")).ShouldBe(two);
        repository.Refs.List().Select(found => found.Name.ToString()).ShouldBe(["refs/heads/a", "refs/heads/m", "refs/heads/main", "refs/heads/z"]);
    }

    [Test]
    [Category("hostile")]
    public void R11_Packed_refs_replaced_in_the_same_moment_are_read_again()
    {
        var name = RefName.Parse("refs/heads/p");
        Packed($"{one} refs/heads/p\n");
        var time = File.GetLastWriteTimeUtc(Path.Join(path, "packed-refs"));
        repository.Refs.Resolve(name).ShouldBe(one);
        Packed($"{two} refs/heads/p\n");
        File.SetLastWriteTimeUtc(Path.Join(path, "packed-refs"), time);
        repository.Refs.Resolve(name).ShouldBe(two);
    }

    [TestCase("^1111111111111111111111111111111111111111\n")]
    [TestCase("1111111111111111111111111111111111111111\n")]
    [TestCase("1111111111111111111111111111111111111111 refs/heads/x")]
    [TestCase("111111111111111111111111111111111111111 refs/heads/x\n")]
    [TestCase("1111111111111111111111111111111111111111 refs/heads/x\0y\n")]
    [TestCase("garbage\n")]
    [Category("hostile")]
    public void R11_Malformed_packed_refs_are_refused_and_never_taken_for_no_refs(string content)
    {
        Packed(content);
        Should.Throw<RefRefusedException>(() => repository.Refs.List().ToList());
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Parse("refs/heads/x")));
    }

    [Test]
    public void A_name_in_packed_refs_that_is_illegal_is_left_out()
    {
        Packed($"{one} refs/heads/../../config\n{one} refs/heads/ok\n{one} refs/heads/x.lock\r\n{one} HEAD\n");
        repository.Refs.List().Select(found => found.Name.ToString()).ShouldBe(["refs/heads/main", "refs/heads/ok"]);
    }

    [TestCase(" ")]
    [TestCase("\r\n")]
    [TestCase("\nmore")]
    [Category("hostile")]
    public void R10_What_follows_an_id_after_white_space_is_passed_over_as_git_does(string rest)
    {
        File.WriteAllText(Path.Join(path, "refs/heads/x"), one + rest);
        repository.Refs.Resolve(RefName.Parse("refs/heads/x")).ShouldBe(one);
        Git.Run(path, "rev-parse", "refs/heads/x").ShouldBe(one.ToString());
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\0\u0001\u0002")]
    [TestCase("111111111111111111111111111111111111111\n")]
    [TestCase("11111111111111111111111111111111111111111\n")]
    [TestCase("1111111111111111111111111111111111111111x\n")]
    [TestCase("ref refs/heads/main\n")]
    [TestCase(" 1111111111111111111111111111111111111111\n")]
    [Category("hostile")]
    public void R10_A_file_that_holds_no_ref_is_refused_as_git_refuses_it(string content)
    {
        File.WriteAllText(Path.Join(path, "refs/heads/x"), content);
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Parse("refs/heads/x")));
        Git.Try(path, [], "rev-parse", "--verify", "-q", "refs/heads/x").Code.ShouldNotBe(0);
        repository.Refs.List().Count().ShouldBe(1);
    }

    [Test]
    [Category("hostile")]
    public void R10_A_ref_file_of_a_gigabyte_is_refused_unread()
    {
        using (var file = File.Create(Path.Join(path, "refs/heads/x")))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(one + "\n"));
            file.SetLength(1 << 30);
        }
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Should.Throw<RefRefusedException>(() => repository.Refs.TryRead(RefName.Parse("refs/heads/x"))).Message.ShouldContain("longer than 4096 bytes");
        repository.Refs.List().Select(found => found.Name.ToString()).ShouldBe(["refs/heads/main"]);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(64 << 20);
    }

    [Test]
    [Category("hostile")]
    public void R11_Packed_refs_of_a_hundred_megabytes_are_read_rightly()
    {
        using (var file = new StreamWriter(Path.Join(path, "packed-refs")) { NewLine = "\n" })
        {
            file.WriteLine("# pack-refs with: peeled fully-peeled sorted ");
            var rest = new string('x', 2000);
            for (var i = 0; i < 50_000; i++)
                file.WriteLine($"{(i % 2 == 0 ? one : two)} refs/tags/{i:D6}{rest}");
        }
        new FileInfo(Path.Join(path, "packed-refs")).Length.ShouldBeGreaterThan(100_000_000);
        repository.Refs.Resolve(RefName.Parse("refs/tags/031415" + new string('x', 2000))).ShouldBe(two);
        repository.Refs.TryRead(RefName.Parse("refs/tags/031415")).ShouldBeNull();
        repository.Refs.List().Count().ShouldBe(50_001);
    }

    [Test]
    public async Task A_lock_of_somebody_else_is_respected_and_left_alone()
    {
        var planted = Path.Join(path, "refs/heads/main.lock");
        File.WriteAllText(planted, "theirs");
        (await repository.Refs.ApplyAsync([RefUpdate.Set(RefName.Parse("refs/heads/main"), one)]))[0].Refusal.ShouldBe(RefRefusal.Locked);
        File.ReadAllText(planted).ShouldBe("theirs");
        repository.Refs.Resolve(RefName.Head).ShouldBe(two);
    }

    [Test]
    public async Task A_lock_on_packed_refs_keeps_a_packed_ref_from_being_deleted()
    {
        Git.Run(path, "pack-refs", "--all");
        File.WriteAllText(Path.Join(path, "packed-refs.lock"), "");
        var results = await repository.Refs.ApplyAsync([RefUpdate.Delete(RefName.Parse("refs/heads/main")), RefUpdate.Set(RefName.Parse("refs/heads/new"), one)]);
        results.Select(result => result.Refusal).ShouldBe([RefRefusal.Locked, RefRefusal.Aborted]);
        repository.Refs.List().Count().ShouldBe(1);
    }

    [Test]
    public async Task Empty_directories_make_way_for_a_ref()
    {
        Directory.CreateDirectory(Path.Join(path, "refs/heads/a/b/c"));
        await repository.Refs.SetAsync(RefName.Parse("refs/heads/a"), one);
        Git.Run(path, "rev-parse", "refs/heads/a").ShouldBe(one.ToString());
    }

    [Test]
    public void A_name_that_is_no_UTF8_is_read_from_packed_refs()
    {
        var name = new ByteString([.. "refs/heads/"u8, 0xff]);
        File.WriteAllBytes(Path.Join(path, "packed-refs"), [.. System.Text.Encoding.ASCII.GetBytes(one + " "), .. name.Span, (byte)'\n']);
        repository.Refs.Resolve(RefName.Parse(name)).ShouldBe(one);
        repository.Refs.List().Count().ShouldBe(2);
    }

    private void Packed(string content) => File.WriteAllText(Path.Join(path, "packed-refs"), content);

    private string[] ListHere() => [.. repository.Refs.List().Select(found => $"{found.Target} {found.Name}")];

    private string[] ListGit() => Git.Run(path, "for-each-ref", "--format=%(objectname) %(refname)").Split('\n');
}
