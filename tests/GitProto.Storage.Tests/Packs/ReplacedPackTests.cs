using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Others repack, extend and damage what stands beside the packs while a repository is read.</summary>
[Category("hostile"), CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReplacedPackTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly string path;

    public ReplacedPackTests()
    {
        path = Directory.CreateDirectory(directory.File("r.git")).FullName;
        SampleHistory.Create(path, 200);
    }

    private string Packs => Path.Join(path, "objects", "pack");

    public void Dispose() => directory.Dispose();

    [Test]
    public void P18_Graphs_bitmaps_and_indexes_over_packs_that_lie_change_no_answer([Values] bool foreign)
    {
        Git.Run(path, "repack", "-q", "-adb");
        Git.Run(path, "multi-pack-index", "write", "--bitmap");
        Git.Run(path, "commit-graph", "write", "--reachable");
        var ids = All();
        string[] helpers = [.. Directory.GetFiles(Packs, "*.bitmap"), .. Directory.GetFiles(Packs, "*.rev"), Path.Join(Packs, "multi-pack-index"), Path.Join(path, "objects", "info", "commit-graph")];
        helpers.Length.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var helper in helpers)
        {
            // Those of another history, as it were: every number in them is another; or nothing but the longest run of ones.
            byte[] lie = foreign ? [.. File.ReadAllBytes(helper).Select((one, place) => place < 8 ? one : (byte)~one)] : [.. Enumerable.Repeat((byte)0xff, 4096)];
            File.Delete(helper);
            File.WriteAllBytes(helper, lie);
        }

        using var repository = FileRepository.Open(path);
        foreach (var id in ids)
            ReadWhole(repository, id);
        var tip = repository.Refs.Resolve(RefName.Parse("refs/heads/main"))!.Value;
        ObjectWalk.Select(repository.Objects, new() { Wants = [tip] }).Count.ShouldBe(ids.Length - Git.Run(path, "tag").Split('\n').Length);
    }

    [Test]
    public void P26_Of_many_packs_each_is_read_by_many_threads_and_again_when_they_are_one()
    {
        var ids = All();
        ManyPacks.Split(path, 9);
        Git.Run(path, "multi-pack-index", "write");

        using var repository = FileRepository.Open(path);
        Parallel.For(0, 8, thread => ReadAll(thread));
        Git.Run(path, "repack", "-q", "-ad");
        Parallel.For(0, 8, thread => ReadAll(thread));
        repository.Objects.Contains(ObjectId.Parse(new string('9', 40))).ShouldBeFalse();

        void ReadAll(int seed)
        {
            var order = ids.ToArray();
            new Random(seed).Shuffle(order);
            foreach (var id in order)
            {
                repository.Objects.TryReadHeader(id, out _, out _).ShouldBeTrue();
                ReadWhole(repository, id);
            }
        }
    }

    [Test]
    public async Task P26_What_was_chosen_is_sent_although_its_pack_was_replaced_meanwhile()
    {
        using var repository = FileRepository.Open(path);
        var ids = All();
        ReadWhole(repository, ids[0]);
        Git.Run(path, "repack", "-q", "-adF", "--depth=3");

        using var sent = new MemoryStream();
        await PackWriter.WriteAsync(sent, ids, repository.Objects, new());
        var target = Directory.CreateDirectory(directory.File("target")).FullName;
        Git.Run(target, "init", "-q", "--bare", ".");
        Git.RunBytes(target, sent.ToArray(), "index-pack", "--stdin", "--strict");
    }

    [Test]
    public async Task P26_Objects_whose_pack_is_gone_for_good_are_an_error_and_no_endless_search()
    {
        var ids = All();
        foreach (var file in Directory.GetFiles(Packs))
            File.Delete(file);
        using var repository = FileRepository.Open(path);
        repository.Objects.Contains(ids[0]).ShouldBeFalse();
        (await Should.ThrowAsync<GitProtoException>(() => PackWriter.WriteAsync(Stream.Null, ids, repository.Objects, new()))).Message.ShouldContain(ids[0].ToString());
    }

    [Test]
    public async Task P23_Many_readers_get_the_right_objects_while_packs_come_and_go()
    {
        using var repository = FileRepository.Open(path);
        var ids = All();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 16).Select(number => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(number);
                var read = 0;
                for (; !done.IsCancellationRequested || read < 500; read++)
                    ReadWhole(repository, ids[random.Next(ids.Length)]);
                return read;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            for (var seed = 2; seed < 6; seed++)
            {
                SampleHistory.Append(path, 20, seed);
                Git.Run(path, "repack", "-q", seed % 2 == 0 ? "-ad" : "-d");
            }
        }
        finally
        {
            await done.CancelAsync();
        }
        (await Task.WhenAll(readers)).ShouldAllBe(read => read >= 500);
        foreach (var id in All())
            ReadWhole(repository, id);
    }

    private static void ReadWhole(FileRepository repository, ObjectId id)
    {
        var found = repository.Objects.TryRead(id);
        found.ShouldNotBeNull(id.ToString());
        ObjectHasher.Hash(ObjectFormat.Sha1, found.Type, found.Span).ShouldBe(id);
    }

    private ObjectId[] All() => ManyPacks.Ids(path);
}
