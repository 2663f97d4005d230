using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

public sealed class PackWriterTests
{
    [Test]
    public async Task A_full_pack_is_copied_unopened_and_git_takes_it([Values] ObjectFormat format, [Values] bool ofsDeltas, [Values] bool storedAsOfs)
    {
        using var repository = new TempDirectory();
        using var target = new TempDirectory();
        SampleHistory.Create(repository.Path, 150, format);
        Git.Run(repository.Path, "-c", $"repack.useDeltaBaseOffset={(storedAsOfs ? "true" : "false")}", "repack", "-adfq");
        using var stored = GitObjects.OpenOnlyPack(repository.Path, format);
        var objects = GitObjects.Walk(repository.Path, "--all");

        var (pack, written) = await WriteAsync(objects, new TestSource(stored), new() { Format = format, OfsDeltas = ofsDeltas });

        written.ShouldSatisfyAllConditions(
            () => written.ObjectCount.ShouldBe(objects.Count),
            () => written.ReusedCount.ShouldBe(objects.Count),
            () => written.DeltaCount.ShouldBeGreaterThan(100),
            () => written.Size.ShouldBe(pack.Length));
        Git.Run(target.Path, "init", "-q", "--bare", $"--object-format={format.Name()}");
        System.Text.Encoding.ASCII.GetString(Git.RunBytes(target.Path, pack, "index-pack", "--strict", "--stdin")).ShouldBe($"pack\t{written.Checksum}\n");
        Git.Run(target.Path, "update-ref", "refs/heads/main", Git.Run(repository.Path, "rev-parse", "main"));
        Git.Run(target.Path, "fsck", "--strict", "--full");
        if (ofsDeltas && storedAsOfs)
            pack.Length.ShouldBeLessThan((int)(stored.Length * 1.01));
    }

    [Test]
    public async Task The_same_input_gives_the_same_bytes()
    {
        using var repository = new TempDirectory();
        SampleHistory.Create(repository.Path, 60);
        using var stored = GitObjects.OpenOnlyPack(repository.Path, ObjectFormat.Sha1);
        var objects = GitObjects.Walk(repository.Path, "--all");

        var first = await WriteAsync(objects, new TestSource(stored), new());
        var second = await WriteAsync([.. objects, .. objects], new TestSource(stored), new());

        second.Pack.ShouldBe(first.Pack);
        second.Written.ShouldBe(first.Written);
    }

    [Test]
    public async Task Thin_packs_are_completed_by_git()
    {
        using var repository = new TempDirectory();
        using var target = new TempDirectory();
        // The importer makes deltas on the version before, which is what the receiver has.
        SampleHistory.Create(repository.Path, 80);
        Git.Run(target.Path, "init", "-q", "--bare");
        Git.RunBytes(target.Path, Git.RunBytes(repository.Path, "main~20\n"u8.ToArray(), "pack-objects", "--stdout", "--revs", "-q"), "index-pack", "--stdin");
        using var stored = GitObjects.OpenOnlyPack(repository.Path, ObjectFormat.Sha1);
        var known = GitObjects.Walk(repository.Path, "main~20").ToHashSet();
        var wanted = GitObjects.Walk(repository.Path, "main", "^main~20");

        var (thin, _) = await WriteAsync(wanted, new TestSource(stored), new() { ReceiverHas = known.Contains });
        var (complete, whole) = await WriteAsync(wanted, new TestSource(stored), new());

        Git.Try(target.Path, thin, "index-pack", "--stdin").Code.ShouldNotBe(0);
        Git.RunBytes(target.Path, thin, "index-pack", "--stdin", "--fix-thin", "--strict");
        Git.RunBytes(target.Path, complete, "index-pack", "--stdin", "--strict");
        thin.Length.ShouldBeLessThan(complete.Length);
        whole.ReusedCount.ShouldBeLessThan(whole.ObjectCount);
        Git.Run(target.Path, "update-ref", "refs/heads/main", Git.Run(repository.Path, "rev-parse", "main"));
        Git.Run(target.Path, "fsck", "--strict", "--full");
    }

    [Test, Category("hostile")]
    public async Task P24_Empty_objects_and_others_that_lie_in_no_pack_are_taken_by_git()
    {
        using var target = new TempDirectory();
        Git.Run(target.Path, "init", "-q", "--bare");
        var source = new TestSource();
        ObjectId[] objects = [source.Add(ObjectType.Blob, []), source.Add(ObjectType.Tree, []), source.Add(ObjectType.Blob, new byte[300_000])];

        var (pack, written) = await WriteAsync(objects, source, new());

        written.ReusedCount.ShouldBe(0);
        Git.RunBytes(target.Path, pack, "index-pack", "--strict", "--stdin");
        Git.Run(target.Path, "cat-file", "-s", objects[0].ToString()).ShouldBe("0");
        Git.RunBytes(target.Path, pack, "unpack-objects", "-q");
    }

    [Test]
    public async Task A_pack_without_objects_is_a_pack()
    {
        using var target = new TempDirectory();
        Git.Run(target.Path, "init", "-q", "--bare");

        var (pack, _) = await WriteAsync([], new TestSource(), new());

        pack.ShouldBe(Git.RunBytes(target.Path, [], "pack-objects", "--stdout", "-q"));
    }

    [Test]
    public async Task A_missing_object_is_named()
    {
        var id = ObjectId.Parse("ce013625030ba8dba906f756967f9e9ca394464a");

        (await Should.ThrowAsync<ObjectRefusedException>(() => WriteAsync([id], new TestSource(), new()))).Message.ShouldContain(id.ToString());
    }

    [Test]
    public async Task Deltas_of_two_packs_on_each_other_are_untangled()
    {
        var (a, b) = ("first\n"u8.ToArray(), "first\nsecond\n"u8.ToArray());
        using var one = await MakePair(a, b, new DeltaBuilder(6, 13).Copy(0, 6).Insert("second\n"u8.ToArray()).Build());
        using var two = await MakePair(b, a, new DeltaBuilder(13, 6).Copy(0, 6).Build());
        var ids = new[] { ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, a), ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, b) };
        var source = new CrossedSource(one, two, ids[0]);

        var (pack, written) = await WriteAsync(ids, source, new());

        written.DeltaCount.ShouldBe(1);
        using var read = (await PackInput.ReceiveAsync(pack)).Pack;
        read.TryRead(ids[0])!.Span.ToArray().ShouldBe(a);
        read.TryRead(ids[1])!.Span.ToArray().ShouldBe(b);
    }

    [Test, Category("hostile")]
    public async Task A_stored_entry_with_a_flipped_bit_is_not_sent([Values(20, 60_000)] int size)
    {
        var body = new byte[size];
        new Random(1).NextBytes(body);
        using var directory = new TempDirectory();
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, body);
        var bytes = builder.Build();
        await File.WriteAllBytesAsync(directory.File("a.pack"), bytes);
        await PackIndexer.IndexAsync(directory.File("a.pack"));
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(directory.File("a.pack"), bytes);
        using var pack = PackFile.Open(directory.File("a.pack"), directory.File("a.idx"), ObjectFormat.Sha1);

        var error = await Should.ThrowAsync<CorruptPackException>(() => WriteAsync([pack.Index.GetId(0)], new TestSource(pack), new()));

        error.Message.ShouldContain("CRC");
    }

    private static async Task<PackFile> MakePair(byte[] whole, byte[] made, byte[] delta)
    {
        var builder = new PackBuilder();
        builder.Ofs(builder.Whole(ObjectType.Blob, whole), delta);
        var pack = (await PackInput.ReceiveAsync(builder.Build())).Pack;
        pack.Contains(ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, made)).ShouldBeTrue();
        return pack;
    }

    private static async Task<(byte[] Pack, WrittenPack Written)> WriteAsync(IEnumerable<ObjectId> objects, IPackSource source, PackWriteOptions options)
    {
        using var output = new MemoryStream();
        var written = await PackWriter.WriteAsync(output, objects, source, options);
        return (output.ToArray(), written);
    }

    /// <summary>Gives each of two objects as the delta on the other.</summary>
    private sealed class CrossedSource(PackFile one, PackFile two, ObjectId inTwo) : IPackSource
    {
        public bool TryGetStored(in ObjectId id, out StoredEntry entry) => (id == inTwo ? two : one).TryGetStored(id, out entry);

        public GitObject? TryRead(in ObjectId id) => one.TryRead(id);
    }
}
