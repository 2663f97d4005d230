using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Multi-pack indexes of git's making are used, and what they say is the same as without them.</summary>
[CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MultiPackIndexTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly string path;

    public MultiPackIndexTests() => path = Directory.CreateDirectory(directory.File("r.git")).FullName;

    private string Packs => Path.Join(path, "objects", "pack");

    public void Dispose() => directory.Dispose();

    [Test]
    public void All_objects_are_read_through_one_that_git_wrote([Values] ObjectFormat format, [Values(0, 20)] int shared, [Values] bool bitmap)
    {
        SampleHistory.Create(path, 60, format);
        ManyPacks.Split(path, 6, shared);
        Git.Run(path, bitmap ? ["multi-pack-index", "write", "--bitmap"] : ["multi-pack-index", "write"]);

        using var repository = FileRepository.Open(path);
        ManyPacks.Covered(repository.Objects).ShouldNotBeNull().Count.ShouldBe(6);
        ReadAll(repository);
    }

    [Test]
    public void All_objects_are_read_after_a_repack_that_leaves_one_over_several_packs()
    {
        SampleHistory.Create(path, 60);
        ManyPacks.Split(path, 4);
        Git.Run(path, "repack", "-q", "-d", "--geometric=2", "--write-midx", "--write-bitmap-index");
        File.Exists(Path.Join(Packs, MultiPackIndex.FileName)).ShouldBeTrue();

        using var repository = FileRepository.Open(path);
        ManyPacks.Covered(repository.Objects);
        ReadAll(repository);
    }

    [Test]
    public void That_of_an_alternate_is_used()
    {
        SampleHistory.Create(path, 60);
        ManyPacks.Split(path, 6);
        Git.Run(path, "multi-pack-index", "write");
        var borrower = directory.File("borrower.git");
        Git.Run(directory.Path, "clone", "-q", "--bare", "--shared", path, borrower);
        SampleHistory.Append(borrower, 20, seed: 2);

        using var repository = FileRepository.Open(borrower);
        ManyPacks.Covered(repository.Objects).ShouldNotBeNull().Count.ShouldBe(6);
        ReadAll(repository, borrower);
    }

    [Test]
    public void Packs_that_it_does_not_cover_are_asked_too()
    {
        SampleHistory.Create(path, 60);
        ManyPacks.Split(path, 3);
        Git.Run(path, "multi-pack-index", "write");
        SampleHistory.Append(path, 20, seed: 2);

        using var repository = FileRepository.Open(path);
        ManyPacks.Covered(repository.Objects).ShouldNotBeNull().Count.ShouldBe(3);
        ReadAll(repository);
    }

    [Test]
    public void It_is_read_once_it_pays_and_not_before()
    {
        SampleHistory.Create(path, 60);
        ManyPacks.Split(path, 6);
        Git.Run(path, "multi-pack-index", "write");

        using var repository = FileRepository.Open(path);
        repository.Objects.Contains(ManyPacks.Ids(path)[0]).ShouldBeTrue();
        repository.Objects.Directories[0].Packed.Covered.ShouldBeNull();
        ManyPacks.Covered(repository.Objects).ShouldNotBeNull();
    }

    [Test]
    public void One_that_comes_while_the_repository_is_open_is_used_and_let_go_when_its_packs_go()
    {
        SampleHistory.Create(path, 60);
        ManyPacks.Split(path, 6);
        using var repository = FileRepository.Open(path);
        ManyPacks.Covered(repository.Objects).ShouldBeNull();
        Git.Run(path, "multi-pack-index", "write");
        ManyPacks.Covered(repository.Objects).ShouldNotBeNull().Count.ShouldBe(6);
        ReadAll(repository);

        Git.Run(path, "repack", "-q", "-ad");
        ManyPacks.Covered(repository.Objects).ShouldBeNull();
        ReadAll(repository);

        SampleHistory.Append(path, 20, seed: 2);
        Git.Run(path, "multi-pack-index", "write");
        ManyPacks.Covered(repository.Objects).ShouldNotBeNull().Count.ShouldBe(2);
        ReadAll(repository);
    }

    [Test]
    public void Of_an_object_in_two_packs_the_other_copy_is_read_if_the_one_it_names_is_damaged()
    {
        SampleHistory.Create(path, 30);
        Git.Run(path, "repack", "-q", "-ad", "--window=0");
        Git.Run(path, "commit-tree", "-m", "more", "main^{tree}");
        Git.Run(path, "repack", "-q", "-adf", "--keep-unreachable");
        var all = ManyPacks.Ids(path);
        Git.RunBytes(path, System.Text.Encoding.ASCII.GetBytes(string.Concat(all.Select(id => $"{id}\n"))), "pack-objects", "-q", "--window=0", Path.Join(Packs, "pack"));
        Git.RunBytes(path, System.Text.Encoding.ASCII.GetBytes($"{all[0]}\n"), "pack-objects", "-q", Path.Join(Packs, "pack"));
        Git.Run(path, "multi-pack-index", "write");
        var named = MultiPackIndex.TryOpen(Packs, ObjectFormat.Sha1, PathGuard.None)!;
        var pack = Path.ChangeExtension(Path.Join(Packs, named.PackNames[named.GetPack(all.Length / 2)]), ".pack");
        var bytes = File.ReadAllBytes(pack);
        bytes.AsSpan(12..^20).Fill(0xff);
        File.Delete(pack);
        File.WriteAllBytes(pack, bytes);

        using var repository = FileRepository.Open(path);
        ManyPacks.Covered(repository.Objects).ShouldNotBeNull();
        foreach (var id in all)
        {
            ReadWhole(repository, id);
            repository.Objects.TryReadHeader(id, out _, out _).ShouldBeTrue();
            repository.Objects.TryGetStored(id, out _).ShouldBeTrue();
            using var open = repository.Objects.OpenRead(id);
            open.ShouldNotBeNull();
        }
    }

    private void ReadAll(FileRepository repository, string? from = null)
    {
        var ids = ManyPacks.Ids(from ?? path);
        foreach (var id in ids)
            ReadWhole(repository, id);
        repository.Objects.Ids.ToHashSet().SetEquals(ids).ShouldBeTrue();
    }

    private static void ReadWhole(FileRepository repository, ObjectId id)
    {
        repository.Objects.Contains(id).ShouldBeTrue();
        var found = repository.Objects.TryRead(id).ShouldNotBeNull(id.ToString());
        ObjectHasher.Hash(id.Format, found.Type, found.Span).ShouldBe(id);
        repository.Objects.TryReadHeader(id, out var type, out var size).ShouldBeTrue();
        (type, size).ShouldBe((found.Type, found.Size));
    }
}
