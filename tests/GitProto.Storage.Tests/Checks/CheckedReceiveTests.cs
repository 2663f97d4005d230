using System.IO.Pipelines;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Checks;

/// <summary>Packs that are received with the checks of objects on, into files and into memory.</summary>
[Category("hostile"), CancelAfter(20_000)]
[TestFixture(true)]
[TestFixture(false)]
public sealed class CheckedReceiveTests(bool inFiles) : IDisposable
{
    private static readonly ReceivePackOptions Checked = new() { Fsck = FsckOptions.StrictDefault };
    private static readonly byte[] Evil = BadObjects.Entry("40000", ".git");
    private readonly TempDirectory directory = new();
    private FileRepository? files;
    private IObjectStore objects = null!;

    [SetUp]
    public void Make()
    {
        var path = directory.File(Guid.NewGuid().ToString("n"));
        files = inFiles ? FileRepository.Create(path) : null;
        objects = files?.Objects ?? (IObjectStore)new MemoryObjectStore();
    }

    [TearDown]
    public void Close() => files?.Dispose();

    public void Dispose() => directory.Dispose();

    [Test]
    public async Task O16_A_tree_that_nothing_reaches_is_checked()
    {
        var pack = new PackBuilder();
        pack.Whole(ObjectType.Blob, "x"u8.ToArray());
        pack.Whole(ObjectType.Tree, Evil);
        pack.Whole(ObjectType.Tree, []);
        var error = await RefuseAsync(pack, "hasDotgit");
        error.ShouldBe($"fsck error in packed object: object {Id(ObjectType.Tree, Evil)}: hasDotgit: contains '.git'");
    }

    [Test]
    public async Task O16_Without_the_option_it_is_taken_as_by_git()
    {
        var pack = new PackBuilder();
        pack.Whole(ObjectType.Tree, Evil);
        await ReceiveAsync(pack, ReceivePackOptions.Default);
        objects.Contains(Id(ObjectType.Tree, Evil)).ShouldBeTrue();
    }

    [Test]
    public async Task O18_What_was_refused_once_is_refused_again_and_leaves_nothing()
    {
        var pack = new PackBuilder();
        pack.Whole(ObjectType.Tree, Evil);
        await RefuseAsync(pack, "hasDotgit");
        await RefuseAsync(pack, "hasDotgit");
        await Should.ThrowAsync<ObjectRefusedException>(() => ReceiveAsync(pack, Checked with { Inspect = (_, _, _) => throw new InvalidOperationException("It is not asked.") }));
    }

    [Test]
    public async Task O06_A_file_of_submodules_is_checked_before_and_behind_its_tree_and_as_a_delta([Values(0, 1, 2)] int place)
    {
        var good = BadObjects.Bytes(BadModules.Of("path", "x"));
        var bad = BadObjects.Bytes(BadModules.Of("path", "-"));
        var tree = BadObjects.Entry("100644", ".gitmodules", Id(ObjectType.Blob, bad));
        var pack = new PackBuilder();
        if (place == 0)
            pack.Whole(ObjectType.Blob, bad);
        pack.Whole(ObjectType.Tree, tree);
        if (place == 1)
            pack.Whole(ObjectType.Blob, bad);
        if (place == 2)
            pack.Ofs(pack.Whole(ObjectType.Blob, good), new DeltaBuilder(good.Length, bad.Length).Insert(bad).Build());
        (await RefuseAsync(pack, "gitmodulesPath")).ShouldStartWith("fsck error in pack objects: object " + Id(ObjectType.Blob, bad));
    }

    [Test]
    public async Task O06_A_file_of_submodules_that_came_before_is_checked_with_the_tree_that_names_it()
    {
        var bad = BadObjects.Bytes(BadModules.Of("url", "-x"));
        var first = new PackBuilder();
        first.Whole(ObjectType.Blob, bad);
        await ReceiveAsync(first, Checked);
        var second = new PackBuilder();
        second.Whole(ObjectType.Tree, BadObjects.Entry("100644", ".gitmodules", Id(ObjectType.Blob, bad)));
        var error = await Should.ThrowAsync<ObjectRefusedException>(() => ReceiveAsync(second, Checked));
        error.MessageId.ShouldBe("gitmodulesUrl");
        second.Whole(ObjectType.Tree, BadObjects.Entry("100644", ".gitmodules"));
        (await Should.ThrowAsync<ObjectRefusedException>(() => ReceiveAsync(second, Checked))).MessageId.ShouldBe("gitmodulesUrl");
    }

    [Test]
    public async Task O12_An_object_of_another_kind_than_it_is_named_as_is_refused()
    {
        var blob = Id(ObjectType.Blob, []);
        foreach (var (type, content) in ((ObjectType, byte[])[])
        [
            (ObjectType.Tag, BadObjects.Bytes($"object {blob}\ntype commit\ntag x\ntagger {BadObjects.Person}\n\n")),
            (ObjectType.Commit, BadObjects.Bytes($"tree {blob}\nauthor {BadObjects.Person}\ncommitter {BadObjects.Person}\n\n")),
            (ObjectType.Commit, BadObjects.Bytes($"tree {BadObjects.TreeId}\nparent {blob}\nauthor {BadObjects.Person}\ncommitter {BadObjects.Person}\n\n")),
            (ObjectType.Tree, BadObjects.Entry("40000", "a", blob)),
            (ObjectType.Tree, BadObjects.Entry("100644", "a", ObjectId.Parse(BadObjects.TreeId))),
        ])
        {
            var pack = new PackBuilder();
            pack.Whole(type, content);
            pack.Whole(ObjectType.Blob, []);
            pack.Whole(ObjectType.Tree, []);
            (await RefuseAsync(pack, null)).ShouldMatch("^object [0-9a-f]{40}: expected type [a-z]+, found [a-z]+$");
        }
    }

    [Test]
    public async Task O19_Ids_of_the_other_format_are_refused_in_trees_and_headers()
    {
        var other = new MemoryObjectStore(ObjectFormat.Sha256);
        var pack = new PackBuilder(ObjectFormat.Sha256);
        pack.Whole(ObjectType.Tree, BadObjects.Entry("100644", "a"));
        (await Should.ThrowAsync<ObjectRefusedException>(() => ReceiveAsync(pack, Checked, other))).MessageId.ShouldBe("badTree");
        pack = new PackBuilder(ObjectFormat.Sha256);
        pack.Whole(ObjectType.Commit, BadObjects.Bytes(BadObjects.Commits().First()));
        (await Should.ThrowAsync<ObjectRefusedException>(() => ReceiveAsync(pack, Checked, other))).MessageId.ShouldBe("badTreeSha1");
        pack = new PackBuilder();
        pack.Whole(ObjectType.Tree, BadObjects.Entry("100644", "a", ObjectId.FromBytes([.. Enumerable.Repeat((byte)1, 32)])));
        await RefuseAsync(pack, "badTree");
    }

    [Test]
    public async Task N15_A_tree_bomb_is_checked_and_walked_once_for_each_id()
    {
        var pack = new PackBuilder();
        var below = Id(ObjectType.Blob, []);
        pack.Whole(ObjectType.Blob, []);
        for (var level = 0; level < 15; level++)
        {
            var mode = level == 0 ? "100644" : "40000";
            var tree = BadObjects.Tree([.. Enumerable.Range(0, 10).Select(number => BadObjects.Entry(mode, $"{number}", below))]);
            pack.Whole(ObjectType.Tree, tree);
            below = Id(ObjectType.Tree, tree);
        }
        await ReceiveAsync(pack, new() { Fsck = FsckOptions.StrictDefault with { CheckLinks = true } });
        Connectivity.Check(objects, [below], [], new HashSet<ObjectId>()).Count.ShouldBe(16);
    }

    [Test]
    public async Task N16_Deep_trees_and_long_chains_of_tags_are_checked_without_recursion()
    {
        var pack = new PackBuilder();
        var (tree, tag) = (Array.Empty<byte>(), Id(ObjectType.Tree, []));
        pack.Whole(ObjectType.Tree, tree);
        for (var level = 0; level < 10_000; level++)
        {
            tree = BadObjects.Entry("40000", "a", Id(ObjectType.Tree, tree));
            pack.Whole(ObjectType.Tree, tree);
            var text = BadObjects.Bytes($"object {tag}\ntype {(level == 0 ? "tree" : "tag")}\ntag x\ntagger {BadObjects.Person}\n\n");
            pack.Whole(ObjectType.Tag, text);
            tag = Id(ObjectType.Tag, text);
        }
        await ReceiveAsync(pack, new() { Fsck = FsckOptions.StrictDefault with { CheckLinks = true } });
        Connectivity.Check(objects, [Id(ObjectType.Tree, tree)], [], new HashSet<ObjectId>()).Count.ShouldBe(10_001);
        Should.Throw<LimitExceededException>(() => Connectivity.Check(objects, [tag], [], new HashSet<ObjectId>()));
    }

    [Test]
    public async Task Warnings_are_told_and_refuse_nothing()
    {
        var pack = new PackBuilder();
        pack.Whole(ObjectType.Tree, BadObjects.Entry("120000", ".mailmap"));
        var told = new List<string>();
        await ReceiveAsync(pack, new() { Fsck = FsckOptions.StrictDefault with { Report = message => told.Add(message.ToString()) } });
        told.ShouldHaveSingleItem().ShouldEndWith(": mailmapSymlink: .mailmap is a symlink");
    }

    [Test]
    public async Task A_pack_with_links_to_nothing_is_refused_where_links_are_checked()
    {
        var pack = new PackBuilder();
        pack.Whole(ObjectType.Tree, BadObjects.Entry("100644", "a"));
        (await Should.ThrowAsync<ObjectRefusedException>(() => ReceiveAsync(pack, new() { Fsck = FsckOptions.StrictDefault with { CheckLinks = true } }))).Message.ShouldBe($"did not receive expected object {BadObjects.Id(1)}");
    }

    [Test]
    public async Task A_history_that_git_made_is_taken_with_all_checks_on()
    {
        var source = directory.File(Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(source);
        SampleHistory.Create(source, 60);
        var pack = Git.RunBytes(source, "main\n"u8.ToArray(), "pack-objects", "--revs", "--delta-base-offset", "-q", "--stdout");
        await objects.ReceivePackAsync(PipeReader.Create(new MemoryStream(pack)), new() { Fsck = FsckOptions.StrictDefault with { CheckLinks = true, Report = message => Assert.Fail(message.ToString()) } });
    }

    private static ObjectId Id(ObjectType type, byte[] content) => ObjectHasher.Hash(ObjectFormat.Sha1, type, content);

    private Task<ReceivedPack> ReceiveAsync(PackBuilder pack, ReceivePackOptions options, IObjectStore? into = null) =>
        (into ?? objects).ReceivePackAsync(PipeReader.Create(new MemoryStream(pack.Build())), options).AsTask();

    private async Task<string> RefuseAsync(PackBuilder pack, string? id)
    {
        var error = await Should.ThrowAsync<ObjectRefusedException>(() => ReceiveAsync(pack, Checked));
        error.MessageId.ShouldBe(id);
        if (files is not null)
            Directory.GetFiles(Path.Join(files.CommonDirectory, "objects"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        else
            ((MemoryObjectStore)objects).Ids.ShouldBeEmpty();
        return error.Message;
    }
}
