using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

[Category("hostile"), CancelAfter(20_000)]
public sealed class HostilePackTests
{
    private static readonly byte[] Hello = "hello\n"u8.ToArray();

    [TestCase(uint.MaxValue)]
    [TestCase(2u)]
    [TestCase(0u)]
    public async Task P03_A_count_unlike_the_objects_is_refused_and_allocates_nothing(uint promised)
    {
        var pack = OneObject().Build(promised);
        var before = GC.GetAllocatedBytesForCurrentThread();

        await PackInput.RefuseAsync<CorruptPackException>(pack);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(32 << 20);
    }

    [Test]
    public async Task P03_A_count_above_the_limit_is_refused_by_the_limit() =>
        (await PackInput.RefuseAsync<LimitExceededException>(OneObject().Build(1001), new() { Limits = new() { MaxObjectCount = 1000 } }))
            .ShouldContain("MaxObjectCount");

    [Test]
    public async Task P12_A_pack_cut_at_each_byte_is_refused()
    {
        var builder = OneObject();
        builder.Ofs(12, new DeltaBuilder(6, 6).Copy(0, 6).Build());
        var pack = builder.Build();
        for (var length = 0; length < pack.Length; length++)
            (await PackInput.RefuseAsync<CorruptPackException>(pack[..length])).ShouldContain("ends early");
    }

    [Test]
    public async Task P12_A_trailer_with_any_byte_flipped_is_refused()
    {
        for (var i = 1; i <= 20; i++)
        {
            var pack = OneObject().Build();
            pack[^i] ^= 1;
            (await PackInput.RefuseAsync<CorruptPackException>(pack)).ShouldContain("trailer");
        }
    }

    [Test]
    public async Task P12_The_trailer_of_the_other_hash_is_refused()
    {
        await PackInput.RefuseAsync<CorruptPackException>(OneObject().Build(), new() { Format = ObjectFormat.Sha256 });
        var other = new PackBuilder(ObjectFormat.Sha256);
        other.Whole(ObjectType.Blob, Hello);
        await PackInput.RefuseAsync<CorruptPackException>(other.Build());
    }

    [Test]
    public async Task P12_Junk_behind_the_trailer_of_a_file_is_refused()
    {
        using var directory = new TempDirectory();
        await File.WriteAllBytesAsync(directory.File("a.pack"), [.. OneObject().Build(), 0]);

        var error = await Should.ThrowAsync<CorruptPackException>(() => PackIndexer.IndexAsync(directory.File("a.pack")));

        error.Message.ShouldContain("follows the pack's trailer");
        File.Exists(directory.File("a.idx")).ShouldBeFalse();
    }

    [TestCase(1u)]
    [TestCase(4u)]
    [TestCase(255u)]
    public async Task Unknown_versions_are_refused(uint version) =>
        (await PackInput.RefuseAsync<CorruptPackException>(OneObject().Build(version: version))).ShouldContain($"version {version}");

    [Test]
    public async Task Version_3_is_read() => (await PackInput.ReceiveAsync(OneObject().Build(version: 3))).Summary.ObjectCount.ShouldBe(1);

    [Test]
    public async Task What_is_no_pack_is_refused_with_its_first_bytes_escaped() =>
        (await PackInput.RefuseAsync<CorruptPackException>([0x1b, .. "[2J this is no pack at all"u8])).ShouldContain("\\x1b[2J");

    [TestCase(2)]
    [TestCase(1000)]
    public async Task P13_The_same_object_many_times_gives_one_stable_answer(int times)
    {
        var builder = new PackBuilder();
        for (var i = 0; i < times; i++)
            builder.Whole(ObjectType.Blob, Hello);
        var id = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, Hello);

        using var pack = (await PackInput.ReceiveAsync(builder.Build())).Pack;

        pack.Index.GetOffset(pack.Index.Find(id)).ShouldBe(12);
        pack.TryRead(id)!.Span.ToArray().ShouldBe(Hello);
        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build(), new() { RejectDuplicates = true })).ShouldContain($"{id} twice");
    }

    [Test]
    public async Task P13_An_object_that_is_base_and_delta_at_once_gives_one_stable_answer()
    {
        var builder = OneObject();
        builder.Ofs(12, new DeltaBuilder(6, 7).Copy(0, 6).Insert(1).Build());
        builder.Ref(ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, [.. Hello, 1]), new DeltaBuilder(7, 6).Copy(0, 6).Build());

        using var pack = (await PackInput.ReceiveAsync(builder.Build())).Pack;

        pack.Index.Count.ShouldBe(3);
        pack.TryRead(ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, Hello))!.Span.ToArray().ShouldBe(Hello);
    }

    [Test]
    public async Task P13_Git_writes_the_same_index_for_duplicates()
    {
        using var directory = new TempDirectory();
        var builder = new PackBuilder();
        for (var i = 0; i < 20; i++)
            builder.Whole(ObjectType.Blob, [(byte)(i % 3)]);
        await File.WriteAllBytesAsync(directory.File("a.pack"), builder.Build());

        await PackIndexer.IndexAsync(directory.File("a.pack"));

        Git.Run(directory.Path, "index-pack", "-o", directory.File("git.idx"), directory.File("a.pack"));
        (await File.ReadAllBytesAsync(directory.File("a.idx"))).ShouldBe(await File.ReadAllBytesAsync(directory.File("git.idx")));
    }

    [Test]
    public async Task Limits_on_pack_and_object_size_are_named()
    {
        var pack = OneObject().Build();
        (await PackInput.RefuseAsync<LimitExceededException>(pack, new() { Limits = new() { MaxPackSize = pack.Length - 1 } })).ShouldContain("MaxPackSize");
        (await PackInput.RefuseAsync<LimitExceededException>(pack, new() { Limits = new() { MaxObjectSize = 5 } })).ShouldContain("MaxObjectSize");
        (await PackInput.ReceiveAsync(pack, new() { Limits = new() { MaxPackSize = pack.Length, MaxObjectSize = 6 } })).ShouldNotBeNull();
    }

    private static PackBuilder OneObject()
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, Hello);
        return builder;
    }
}
