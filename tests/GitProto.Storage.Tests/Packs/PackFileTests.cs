using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

public sealed class PackFileTests
{
    [Test]
    public void Every_object_is_read_as_git_reads_it([Values] ObjectFormat format, [Values] bool ofsDeltas)
    {
        using var repository = new TempDirectory();
        SampleHistory.Create(repository.Path, 150, format);
        Git.Run(repository.Path, "-c", $"repack.useDeltaBaseOffset={(ofsDeltas ? "true" : "false")}", "repack", "-adfq");
        using var pack = GitObjects.OpenOnlyPack(repository.Path, format);

        foreach (var (id, expected) in GitObjects.ReadAll(repository.Path))
            ShouldBeReadAs(pack, id, expected);

        pack.TryRead(ObjectId.Zero(format)).ShouldBeNull();
        pack.Contains(ObjectId.Zero(ObjectFormat.Sha1)).ShouldBeFalse();
        pack.Contains(ObjectId.Zero(ObjectFormat.Sha256)).ShouldBeFalse();
    }

    [TestCase("1")]
    [TestCase("2,0x100")]
    public void Indexes_of_version_1_and_with_large_offsets_are_read(string version)
    {
        using var repository = new TempDirectory();
        SampleHistory.Create(repository.Path, 40);
        var path = Directory.GetFiles(repository.File("objects/pack"), "*.pack").Single();
        Git.Run(repository.Path, "index-pack", $"--index-version={version}", "-o", repository.File("other.idx"), path);
        using var pack = PackFile.Open(path, repository.File("other.idx"), ObjectFormat.Sha1);

        foreach (var (id, expected) in GitObjects.ReadAll(repository.Path))
            ShouldBeReadAs(pack, id, expected);
        Should.NotThrow(pack.Index.VerifyChecksum);
    }

    [Test]
    public void Large_offsets_are_written_as_git_writes_them()
    {
        using var repository = new TempDirectory();
        SampleHistory.Create(repository.Path, 40);
        var path = Directory.GetFiles(repository.File("objects/pack"), "*.pack").Single();
        Git.Run(repository.Path, "index-pack", "--index-version=2,0x1000", "-o", repository.File("other.idx"), path);
        using var pack = PackFile.Open(path, repository.File("other.idx"), ObjectFormat.Sha1);
        var table = new PackTable();
        foreach (var i in Enumerable.Range(0, pack.Index.Count).OrderBy(pack.Index.GetOffset))
            table.Add(new PackEntry { Id = pack.Index.GetId(i), Offset = pack.Index.GetOffset(i), Crc = pack.Index.GetCrc(i)!.Value });
        using var written = new MemoryStream();

        PackIndexWriter.Write(written, table, table.SortById(), pack.Checksum, maxSmallOffset: 0x1000);

        written.ToArray().ShouldBe(File.ReadAllBytes(repository.File("other.idx")));
    }

    [Test]
    public async Task Many_threads_read_from_one_pack()
    {
        using var repository = new TempDirectory();
        SampleHistory.Create(repository.Path, 150);
        Git.Run(repository.Path, "repack", "-adfq");
        using var pack = GitObjects.OpenOnlyPack(repository.Path, ObjectFormat.Sha1);

        await Parallel.ForAsync(0, 8, (seed, _) =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 400; i++)
            {
                var id = pack.Index.GetId(random.Next(pack.Index.Count));
                var found = pack.TryRead(id).ShouldNotBeNull();
                ObjectHasher.Hash(ObjectFormat.Sha1, found.Type, found.Span).ShouldBe(id);
            }
            return default;
        });
    }

    [Test]
    public void Objects_above_the_size_asked_for_are_not_read()
    {
        using var repository = new TempDirectory();
        SampleHistory.Create(repository.Path, 20);
        using var pack = GitObjects.OpenOnlyPack(repository.Path, ObjectFormat.Sha1);
        var (id, found) = GitObjects.ReadAll(repository.Path).MaxBy(pair => pair.Value.Size);

        Should.Throw<LimitExceededException>(() => pack.TryRead(id, found.Size - 1));
        pack.TryRead(id, found.Size).ShouldNotBeNull();
    }

    private static void ShouldBeReadAs(PackFile pack, ObjectId id, GitObject expected)
    {
        var found = pack.TryRead(id).ShouldNotBeNull();
        found.Type.ShouldBe(expected.Type);
        found.Span.SequenceEqual(expected.Span).ShouldBeTrue();
        pack.TryReadHeader(id, out var type, out var size).ShouldBeTrue();
        (type, size).ShouldBe((expected.Type, expected.Size));
    }
}
