using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Walking;

/// <summary>Walks over most of a pack, which read its trees along their deltas. Git says what they have to find.</summary>
public sealed class BulkWalkTests
{
    private const int Commits = 600;

    [Test]
    public void What_a_pack_holds_is_found_as_git_finds_it([Values] ObjectFormat format, [Values] bool ofsDeltas)
    {
        using var directory = Packed(format, ofsDeltas);

        Agree(directory, "--all").IsBulk.ShouldBeTrue();
    }

    [Test]
    public void The_order_is_that_of_the_pack_with_commits_first()
    {
        using var directory = Packed();
        using var repository = FileRepository.Open(directory.Path);
        var index = PackIndex.Open(Directory.GetFiles(directory.File("objects/pack"), "*.idx").Single(), ObjectFormat.Sha1);

        var selection = Select(repository, [Tip(directory)]);

        selection.Take(Commits).ShouldAllBe(item => item.Type == ObjectType.Commit);
        var offsets = selection.Skip(Commits).Select(item => index.GetOffset(index.Find(item.Id))).ToArray();
        offsets.ShouldBe(offsets.Order());
        selection.Skip(Commits).ShouldAllBe(item => item.Type == ObjectType.Tree || item.Type == ObjectType.Blob);
    }

    [Test]
    public void What_lies_in_several_packs_and_loose_is_found([Values] ObjectFormat format)
    {
        using var directory = Packed(format);
        SampleHistory.Append(directory.Path, 550, 2);
        SampleHistory.Append(directory.Path, 30, 3);
        Loose(directory);

        Agree(directory, "--all").IsBulk.ShouldBeTrue();
    }

    [Test]
    public void Trees_whose_base_is_not_reached_are_looked_into_whole()
    {
        using var directory = Packed();
        Git.Run(directory.Path, "update-ref", "refs/heads/other", "main~40");
        SampleHistory.Append(directory.Path, 300, 2);
        Git.Run(directory.Path, "repack", "-adfq", "--depth=50", "--window=50");
        foreach (var tag in Git.Run(directory.Path, "tag").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Git.Run(directory.Path, "tag", "-d", tag);

        // The newest trees are the bases of the older ones, as git packs them.
        Agree(directory, "refs/heads/other").IsBulk.ShouldBeTrue();
    }

    [Test]
    public void A_walk_to_a_small_part_of_a_pack_is_an_ordinary_one()
    {
        using var directory = Packed();
        SampleHistory.Append(directory.Path, 2500, 2);

        Agree(directory, "main~2550").IsBulk.ShouldBeFalse();
        Agree(directory, "--all").IsBulk.ShouldBeTrue();
    }

    [Test]
    public void Blobs_can_be_left_out([Values("blob:none", "tree:0", "tree:2", "blob:limit=900")] string filter)
    {
        using var directory = Packed();

        Agree(directory, "--all", filter);
    }

    [Test]
    public void A_submodule_is_passed_over()
    {
        using var directory = Packed();
        Commit(directory, "160000", new string('1', 40));

        Agree(directory, "--all").IsBulk.ShouldBeTrue();
    }

    [Test]
    public void What_is_missing_is_named([Values] bool isTree)
    {
        using var directory = Packed();
        var missing = new string('2', 40);
        Commit(directory, isTree ? "40000" : "100644", missing);
        using var repository = FileRepository.Open(directory.Path);

        var walk = () => Connectivity.Check(repository.Objects, [Tip(directory)], [], new HashSet<ObjectId>());

        Should.Throw<ObjectRefusedException>(walk).Message.ShouldContain($"The {(isTree ? "tree" : "blob")} {missing} is missing.");
    }

    [Test]
    public void What_is_of_another_kind_than_its_entry_says_is_named([Values] bool isTree)
    {
        using var directory = Packed();
        var tree = Git.Run(directory.Path, "rev-parse", "main^{tree}");
        var blob = Git.Run(directory.Path, "rev-list", "--objects", "main").Split('\n').First(line => line.EndsWith(".txt", StringComparison.Ordinal)).Split(' ')[0];
        Commit(directory, isTree ? "40000" : "100644", isTree ? blob : tree);
        using var repository = FileRepository.Open(directory.Path);

        var walk = () => Connectivity.Check(repository.Objects, [Tip(directory)], [], new HashSet<ObjectId>());

        Should.Throw<ObjectRefusedException>(walk).Message.ShouldContain(isTree ? blob : tree);
    }

    [Test, Category("hostile")]
    public void A_damaged_tree_is_told_if_it_is_reached_and_does_not_disturb_if_it_is_not()
    {
        using var directory = Packed();
        var (newest, older) = (Tip(directory), ObjectId.Parse(Git.Run(directory.Path, "rev-parse", "main~50")));
        Damage(directory, OnlyThere(directory, newest, older));
        using var repository = FileRepository.Open(directory.Path);

        Should.Throw<CorruptPackException>(() => Select(repository, [newest]));
        Select(repository, [older]).Count.ShouldBe(GitObjects.Walk(directory.Path, older.ToString()).Count);
    }

    [Test]
    public void A_layout_says_what_single_headers_say([Values] ObjectFormat format, [Values] bool ofsDeltas)
    {
        using var directory = Packed(format, ofsDeltas);
        using var single = GitObjects.OpenOnlyPack(directory.Path, format);
        using var whole = GitObjects.OpenOnlyPack(directory.Path, format);
        whole.TryLayOut(default).ShouldNotBeNull();

        for (var place = 0; place < single.Index.Count / 10; place++)
        {
            single.TryGetStored(single.Index.GetId(place), out var expected).ShouldBeTrue();
            whole.TryGetStored(single.Index.GetId(place), out var found).ShouldBeTrue();
            (found with { Pack = single }).ShouldBe(expected);
        }
    }

    private static TempDirectory Packed(ObjectFormat format = ObjectFormat.Sha1, bool ofsDeltas = true)
    {
        var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, Commits, format);
        Git.Run(directory.Path, "-c", $"repack.useDeltaBaseOffset={(ofsDeltas ? "true" : "false")}", "repack", "-adfq");
        return directory;
    }

    // A tree of the newest commit that is stored whole or as a delta on which nothing rests that the older commit needs.
    private static ObjectId OnlyThere(TempDirectory directory, ObjectId newest, ObjectId older)
    {
        var needed = GitObjects.Walk(directory.Path, older.ToString()).ToHashSet();
        var lines = Git.Run(directory.Path, "verify-pack", "-v", Directory.GetFiles(directory.File("objects/pack"), "*.idx").Single()).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var bases = lines.Where(line => line is [_, "tree", _, _, _, _, _]).Select(line => ObjectId.Parse(line[6])).ToHashSet();
        return GitObjects.Walk(directory.Path, newest.ToString(), $"^{older}")
            .First(id => !needed.Contains(id) && !bases.Contains(id) && Git.Run(directory.Path, "cat-file", "-t", id.ToString()) == "tree");
    }

    private static void Damage(TempDirectory directory, ObjectId id)
    {
        var pack = Directory.GetFiles(directory.File("objects/pack"), "*.pack").Single();
        var index = PackIndex.Open(Path.ChangeExtension(pack, ".idx"), ObjectFormat.Sha1);
        var bytes = File.ReadAllBytes(pack);
        // Behind the headers of the entry and of zlib.
        bytes.AsSpan((int)index.GetOffset(index.Find(id)) + 8, 4).Fill(0xff);
        File.SetAttributes(pack, FileAttributes.Normal);
        File.WriteAllBytes(pack, bytes);
    }

    private static void Loose(TempDirectory directory)
    {
        var newest = Directory.GetFiles(directory.File("objects/pack"), "*.pack").MaxBy(File.GetLastWriteTimeUtc)!;
        var bytes = File.ReadAllBytes(newest);
        File.Delete(newest);
        File.Delete(Path.ChangeExtension(newest, ".idx"));
        Git.RunBytes(directory.Path, bytes, "unpack-objects", "-q");
    }

    // On top of the branch, with one more entry than its tree has, and all in one pack.
    private static void Commit(TempDirectory directory, string mode, string id)
    {
        byte[] content = [.. Git.RunBytes(directory.Path, [], "cat-file", "tree", "main^{tree}"), .. Encoding.ASCII.GetBytes($"{mode} zzz\0"), .. Convert.FromHexString(id)];
        var tree = Text(Git.RunBytes(directory.Path, content, "hash-object", "-t", "tree", "-w", "--stdin", "--literally"));
        Git.Run(directory.Path, "update-ref", "refs/heads/main", Git.Run(directory.Path, "commit-tree", "-m", "one more", "-p", "main", tree));
        var old = Directory.GetFiles(directory.File("objects/pack"));
        var all = Git.RunBytes(directory.Path, [], "cat-file", "--batch-all-objects", "--batch-check=%(objectname)");
        Git.RunBytes(directory.Path, all, "pack-objects", "-q", directory.File("objects/pack/pack"));
        foreach (var file in old)
            File.Delete(file);
        Git.Run(directory.Path, "prune-packed");
    }

    private static string Text(byte[] output) => Encoding.ASCII.GetString(output).Trim();

    private static ObjectId Tip(TempDirectory directory) => ObjectId.Parse(Git.Run(directory.Path, "rev-parse", "main"));

    private static ObjectSelection Select(FileRepository repository, IEnumerable<ObjectId> wants, string filter = "")
    {
        var chosen = ObjectFilter.None;
        if (filter.Length > 0)
            ObjectFilter.TryParse(Encoding.ASCII.GetBytes(filter), out chosen, out _).ShouldBeTrue();
        return ObjectWalk.Select(repository.Objects, new ObjectWalkRequest { Wants = [.. wants], Filter = chosen });
    }

    private static (ObjectSelection Selection, bool IsBulk) Agree(TempDirectory directory, string revision, string filter = "")
    {
        using var repository = FileRepository.Open(directory.Path);
        var tips = revision == "--all" ? Git.Run(directory.Path, "for-each-ref", "--format=%(objectname)").Split('\n') : [Git.Run(directory.Path, "rev-parse", revision)];

        var selection = Select(repository, tips.Select(tip => ObjectId.Parse(tip)), filter);

        var expected = GitObjects.Walk(directory.Path, filter.Length > 0 ? [revision, $"--filter={filter}"] : [revision]);
        selection.Ids.Order(IdOrder).ShouldBe(expected.Distinct().Order(IdOrder));
        foreach (var item in selection)
        {
            repository.Objects.TryReadHeader(item.Id, out var type, out _).ShouldBeTrue();
            item.Type.ShouldBe(type);
        }
        return (selection, Enumerable.Range(0, selection.Count).Any(index => selection[index].Type == ObjectType.Blob && selection.IsStored(index)));
    }

    private static readonly Comparer<ObjectId> IdOrder = Comparer<ObjectId>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
}
