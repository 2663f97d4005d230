using System.IO.Pipelines;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Packs that lie in a repository already, and are not what they should be.</summary>
[Category("hostile"), CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileStoredPackTests : IDisposable
{
    private static readonly byte[] First = "first\n"u8.ToArray();
    private static readonly byte[] Second = "other\n"u8.ToArray();
    private static readonly ObjectId[] Ids = [Id(First), Id(Second)];

    // From 6 bytes to none. Git refuses deltas of less than 4 bytes, so the sizes are written longer than they need to be.
    private static readonly byte[] Nothing = [0x86, 0, 0x80, 0];

    private readonly TempDirectory directory = new();

    public HostileStoredPackTests()
    {
        FileRepository.Create(directory.File("r.git")).Dispose();
        FileRepository.Create(directory.File("lender.git")).Dispose();
    }

    private string Objects => directory.File("r.git/objects");

    public void Dispose() => directory.Dispose();

    [Test]
    public async Task P04_A_ring_across_two_stored_packs_is_refused_by_everyone_who_reads()
    {
        PlantRing(Objects);
        using var repository = FileRepository.Open(directory.File("r.git"));
        var thin = new PackBuilder();
        thin.Ref(Ids[0], new DeltaBuilder(6, 7).Copy(0, 6).Insert(1).Build());

        foreach (var id in Ids)
        {
            Should.Throw<CorruptPackException>(() => repository.Objects.TryRead(id)).Message.ShouldContain("is not in the pack");
            Should.Throw<CorruptPackException>(() => repository.Objects.TryReadHeader(id, out _, out _));
        }
        await Should.ThrowAsync<CorruptPackException>(() => PackWriter.WriteAsync(Stream.Null, Ids, repository.Objects, new()));
        await Should.ThrowAsync<CorruptPackException>(() => repository.Objects.ReceivePackAsync(
            PipeReader.Create(new MemoryStream(thin.Build())), ReceivePackOptions.Default).AsTask());
        Directory.GetFiles(Path.Join(Objects, "pack")).Length.ShouldBe(4);
    }

    [Test]
    public void P04_A_ring_does_no_harm_to_an_object_of_which_there_is_a_full_copy([Values("loose", "packed", "lent")] string place, [Values] bool acrossPacks)
    {
        if (acrossPacks)
            PlantRing(Objects);
        else
            PlantRingInOnePack(Objects);
        PlantCopy(place);
        using var repository = FileRepository.Open(directory.File("r.git"));

        repository.Objects.TryRead(Ids[0])!.Span.ToArray().ShouldBe(First);
        repository.Objects.TryReadHeader(Ids[0], out var type, out var size).ShouldBeTrue();
        (type, size).ShouldBe((ObjectType.Blob, 6));
        Should.Throw<CorruptPackException>(() => repository.Objects.TryRead(Ids[1]));
    }

    [Test]
    public async Task P12_A_stored_pack_that_was_cut_is_refused_at_each_byte()
    {
        var (pack, index) = await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(pack);
        for (var length = 0; length < bytes.Length; length++)
        {
            await File.WriteAllBytesAsync(pack, bytes[..length]);
            Should.Throw<CorruptPackException>(() => PackFile.Open(pack, index, ObjectFormat.Sha1));
        }
    }

    [Test]
    public async Task P12_A_stored_pack_with_another_trailer_or_junk_behind_it_is_refused()
    {
        var (pack, index) = await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(pack);
        for (var i = 1; i <= 20; i++)
        {
            var flipped = bytes.ToArray();
            flipped[^i] ^= 1;
            await File.WriteAllBytesAsync(pack, flipped);
            Should.Throw<CorruptPackException>(() => PackFile.Open(pack, index, ObjectFormat.Sha1)).Message.ShouldContain("but the pack is");
        }
        await File.WriteAllBytesAsync(pack, [.. bytes, 0]);
        Should.Throw<CorruptPackException>(() => PackFile.Open(pack, index, ObjectFormat.Sha1));
    }

    [Test]
    public async Task P12_Each_byte_of_an_index_counts_when_it_is_verified()
    {
        var (_, path) = await MakeAsync();
        var bytes = await File.ReadAllBytesAsync(path);
        PackIndex.Parse(bytes.ToArray(), ObjectFormat.Sha1).VerifyChecksum();
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = bytes.ToArray();
            flipped[i] ^= 0x40;
            Should.Throw<CorruptPackException>(() => PackIndex.Parse(flipped, ObjectFormat.Sha1).VerifyChecksum());
        }
    }

    [Test]
    public async Task P12_An_index_with_the_trailer_of_the_other_hash_is_refused()
    {
        var (pack, index) = await MakeAsync();
        Should.Throw<CorruptPackException>(() => PackFile.Open(pack, index, ObjectFormat.Sha256));
    }

    [Test]
    public void P12_A_damaged_pack_takes_nothing_away_from_the_rest()
    {
        PlantRing(Objects);
        foreach (var pack in Directory.GetFiles(Path.Join(Objects, "pack"), "*.pack"))
            File.WriteAllBytes(pack, File.ReadAllBytes(pack)[..^1]);
        PlantCopy("packed");
        using var repository = FileRepository.Open(directory.File("r.git"));

        repository.Objects.TryRead(Ids[0]).ShouldNotBeNull();
        repository.Objects.Contains(Ids[1]).ShouldBeFalse();
    }

    [Test]
    public async Task P25_An_object_of_no_bytes_made_by_a_delta_is_indexed_or_refused_as_git_does(
        [Values(ObjectType.Blob, ObjectType.Tree, ObjectType.Commit)] ObjectType type, [Values] bool longEnough)
    {
        var builder = new PackBuilder();
        builder.Ofs(builder.Whole(type, First), longEnough ? Nothing : new DeltaBuilder(6, 0).Build());
        var pack = directory.File("a.pack");
        await File.WriteAllBytesAsync(pack, builder.Build());

        var git = Git.Try(directory.Path, [], "index-pack", "-o", directory.File("git.idx"), pack);

        (git.Code == 0).ShouldBe(longEnough);
        if (!longEnough)
        {
            await Should.ThrowAsync<CorruptPackException>(() => PackIndexer.IndexAsync(pack));
            return;
        }
        await PackIndexer.IndexAsync(pack);
        (await File.ReadAllBytesAsync(directory.File("a.idx"))).ShouldBe(await File.ReadAllBytesAsync(directory.File("git.idx")));
        using var read = PackFile.Open(pack, directory.File("a.idx"), ObjectFormat.Sha1);
        read.TryRead(ObjectHasher.Hash(ObjectFormat.Sha1, type, []))!.Size.ShouldBe(0);
    }

    [Test]
    public async Task P25_A_commit_of_no_bytes_is_never_taken_for_one()
    {
        var builder = new PackBuilder();
        builder.Ofs(builder.Whole(ObjectType.Commit, First), Nothing);
        using var repository = new MemoryRepository();
        await repository.Objects.ReceivePackAsync(PipeReader.Create(new MemoryStream(builder.Build())), ReceivePackOptions.Default);
        var empty = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Commit, []);

        Should.Throw<ObjectRefusedException>(() => Reachability.Unreachable(repository, [Ids[0]], [empty]));
        Should.Throw<ObjectRefusedException>(() => ObjectWalk.Select(repository.Objects, new() { Wants = [empty] }));
    }

    private static void PlantRing(string objects)
    {
        for (var i = 0; i < 2; i++)
        {
            var (builder, table) = (new PackBuilder(), new PackTable());
            table.Add(new PackEntry { Id = Ids[i], Offset = builder.Ref(Ids[1 - i], new DeltaBuilder(6, 6).Copy(0, 6).Build()) });
            LyingPack.Plant(objects, builder, table);
        }
    }

    private static void PlantRingInOnePack(string objects)
    {
        var (builder, table) = (new PackBuilder(), new PackTable());
        for (var i = 0; i < 2; i++)
            table.Add(new PackEntry { Id = Ids[i], Offset = builder.Ref(Ids[1 - i], new DeltaBuilder(6, 6).Copy(0, 6).Build()) });
        LyingPack.Plant(objects, builder, table);
    }

    private static ObjectId Id(byte[] body) => ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, body);

    private void PlantCopy(string place)
    {
        if (place == "packed")
        {
            var (builder, table) = (new PackBuilder(), new PackTable());
            table.Add(new PackEntry { Id = Ids[0], Offset = builder.Whole(ObjectType.Blob, First) });
            LyingPack.Plant(Objects, builder, table);
            return;
        }
        Git.RunBytes(directory.File("lender.git"), First, "hash-object", "-w", "--stdin");
        if (place == "loose")
            Directory.Move(directory.File($"lender.git/objects/{Ids[0].ToString()[..2]}"), Path.Join(Objects, Ids[0].ToString()[..2]));
        else
            File.WriteAllText(Path.Join(Objects, "info/alternates"), "../../lender.git/objects\n");
    }

    private async Task<(string Pack, string Index)> MakeAsync()
    {
        var builder = new PackBuilder();
        builder.Ofs(builder.Whole(ObjectType.Blob, First), new DeltaBuilder(6, 7).Copy(0, 6).Insert(1).Build());
        await File.WriteAllBytesAsync(directory.File("a.pack"), builder.Build());
        await PackIndexer.IndexAsync(directory.File("a.pack"));
        return (directory.File("a.pack"), directory.File("a.idx"));
    }
}
