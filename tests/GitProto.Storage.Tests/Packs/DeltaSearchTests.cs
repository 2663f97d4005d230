using System.Globalization;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Packs with new deltas, with git as the judge of each.</summary>
public sealed class DeltaSearchTests
{
    [Test]
    public async Task Loose_objects_become_deltas_that_git_takes([Values] ObjectFormat format, [Values] bool ofsDeltas)
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, 150, format);
        Unpack(directory.Path);
        using var repository = FileRepository.Open(directory.Path);
        var selection = Select(repository, "main");

        var (pack, written) = await WriteAsync(selection, repository.Objects.AsPackSource(), new() { Format = format, OfsDeltas = ofsDeltas });

        written.ShouldSatisfyAllConditions(
            () => written.ObjectCount.ShouldBe(selection.Count),
            () => written.ReusedCount.ShouldBe(0),
            () => written.ReusedDeltaCount.ShouldBe(0),
            () => written.DeltaCount.ShouldBeGreaterThan(100),
            () => Judge(pack, format, 50).ShouldBe(selection.Count));
        var gits = Git.RunBytes(directory.Path, "main\n"u8.ToArray(), "pack-objects", "--revs", "--stdout", "-q", ofsDeltas ? "--delta-base-offset" : "--no-reuse-delta");
        pack.Length.ShouldBeLessThan((int)(gits.Length * 1.1));
    }

    [Test]
    public async Task The_bytes_do_not_depend_on_threads_or_on_what_was_kept()
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, 700);
        Unpack(directory.Path);
        using var repository = FileRepository.Open(directory.Path);
        var selection = Select(repository, "main");
        selection.Count.ShouldBeGreaterThan(2500);
        var (expected, _) = await WriteAsync(selection, repository.Objects.AsPackSource(), new() { Threads = 1 });

        foreach (var options in new PackWriteOptions[] { new() { Threads = 1 }, new() { Threads = 2 }, new() { Threads = 5 }, new() { Threads = 5, CacheSize = 0 }, new() { CacheSize = 2000 } })
            (await WriteAsync(selection, repository.Objects.AsPackSource(), options)).Pack.AsSpan().SequenceEqual(expected).ShouldBeTrue($"{options.Threads} threads, {options.CacheSize} bytes kept");
    }

    [Test]
    public async Task No_chain_is_longer_than_allowed_with_its_stored_deltas([Values(1, 3, 10, 50)] int depth)
    {
        using var directory = new TempDirectory();
        Chain(directory.Path, 120);
        SampleHistory.Append(directory.Path, 40, 2);
        using var repository = FileRepository.Open(directory.Path);
        var selection = Select(repository, "main");

        var (pack, written) = await WriteAsync(selection, repository.Objects.AsPackSource(), new() { Depth = depth });

        written.DeltaCount.ShouldBeGreaterThan(50);
        Judge(pack, ObjectFormat.Sha1, depth).ShouldBe(selection.Count);
    }

    [TestCase(0, 50)]
    [TestCase(10, 0)]
    public async Task Without_a_search_stored_chains_go_as_they_are_and_nothing_else_is_a_delta(int window, int depth)
    {
        using var directory = new TempDirectory();
        Chain(directory.Path, 120);
        using var repository = FileRepository.Open(directory.Path);
        var selection = Select(repository, "main");

        var (pack, written) = await WriteAsync(selection, repository.Objects.AsPackSource(), new() { Window = window, Depth = depth });

        written.ReusedDeltaCount.ShouldBe(written.DeltaCount);
        written.DeltaCount.ShouldBeGreaterThan(118);
        Judge(pack, ObjectFormat.Sha1, 200).ShouldBe(selection.Count);
    }

    [Test]
    public async Task More_objects_than_the_bound_are_sent_whole()
    {
        var source = new TestSource();
        PackItem[] items = [.. Enumerable.Range(0, 5).Select(i => Blob(source, Text(i)))];

        (await WriteAsync(items, source, new() { MaxSearched = 4 })).Written.DeltaCount.ShouldBe(0);
        (await WriteAsync(items, source, new() { MaxSearched = 5 })).Written.DeltaCount.ShouldBe(4);
    }

    [Test]
    public async Task A_small_window_and_little_memory_find_fewer_deltas_and_git_takes_them_all()
    {
        var source = new TestSource();
        PackItem[] items = [.. Enumerable.Range(0, 60).Select(i => Blob(source, Text(i % 7) + Text(100 + i)))];

        foreach (var options in new PackWriteOptions[] { new() { Window = 1 }, new() { Window = 3, Depth = 2 }, new() { WindowMemory = 60_000 }, new() { Window = 250, Depth = 250 } })
        {
            var (pack, written) = await WriteAsync(items, source, options);
            written.DeltaCount.ShouldBeInRange(20, 59);
            Judge(pack, ObjectFormat.Sha1, options.Depth).ShouldBe(60);
        }
        (await WriteAsync(items, source, new() { WindowMemory = 1000 })).Written.DeltaCount.ShouldBe(0);
        (await WriteAsync(items, source, new() { BigFileThreshold = 1000 })).Written.DeltaCount.ShouldBe(0);
    }

    [Test, Category("hostile")]
    public async Task Bodies_that_are_hard_to_compare_are_packed_and_git_takes_them([Values] ObjectFormat format)
    {
        var source = new TestSource();
        var random = new Random(4);
        byte[] noise = new byte[40_000];
        random.NextBytes(noise);
        var lines = string.Concat(Enumerable.Repeat("the same line again and again\n", 100_000));
        byte[][] bodies =
        [
            [], [0], [1], [.. "ab"u8], new byte[49], new byte[50], new byte[51], new byte[3_000_000], new byte[3_000_001], [.. new byte[2_000_000], 1, .. new byte[1_000_000]],
            noise, [.. noise, 1], [.. noise[20_000..], .. noise[..20_000]], [.. Enumerable.Repeat(noise[..32], 50_000).SelectMany(bytes => bytes)],
            [.. Enumerable.Repeat(noise[..32], 49_000).SelectMany(bytes => bytes), 7], Encoding.ASCII.GetBytes(lines), Encoding.ASCII.GetBytes(lines[1..] + "x"),
            Encoding.ASCII.GetBytes("x" + lines), [.. Enumerable.Range(0, 40_000).Select(i => (byte)((i * i >> 3) & 0xff))],
        ];
        PackItem[] items = [.. bodies.Select(body => new PackItem(source.Add(ObjectType.Blob, body, format), ObjectType.Blob, 0))];

        var (pack, written) = await WriteAsync([.. items, .. items], source, new() { Format = format });

        written.ObjectCount.ShouldBe(bodies.Length);
        written.DeltaCount.ShouldBeGreaterThan(5);
        Judge(pack, format, 50).ShouldBe(bodies.Length);
        using var read = (await PackInput.ReceiveAsync(pack, new() { Format = format })).Pack;
        for (var i = 0; i < bodies.Length; i++)
            read.TryRead(items[i].Id)!.Span.SequenceEqual(bodies[i]).ShouldBeTrue();
    }

    [Test, Category("hostile")]
    public async Task What_a_tree_says_of_the_kind_of_an_object_is_not_believed()
    {
        var source = new TestSource();
        var blob = source.Add(ObjectType.Blob, Encoding.ASCII.GetBytes(Text(1)));
        var tag = source.Add(ObjectType.Tag, Encoding.ASCII.GetBytes(Text(1) + "x"));

        var (pack, written) = await WriteAsync([new(blob, ObjectType.Blob, 1), new(tag, ObjectType.Blob, 1)], source, new());

        written.DeltaCount.ShouldBe(0);
        using var read = (await PackInput.ReceiveAsync(pack)).Pack;
        read.TryRead(tag)!.Type.ShouldBe(ObjectType.Tag);
    }

    [Test]
    public async Task Thin_packs_rest_on_what_the_receiver_has_and_are_completed([Values] ObjectFormat format)
    {
        using var directory = new TempDirectory();
        using var target = new TempDirectory();
        SampleHistory.Create(directory.Path, 120, format);
        Unpack(directory.Path);
        Git.Run(target.Path, "init", "-q", "--bare", $"--object-format={format.Name()}");
        Git.RunBytes(target.Path, Git.RunBytes(directory.Path, "main~15\n"u8.ToArray(), "pack-objects", "--stdout", "--revs", "-q"), "index-pack", "--stdin");
        using var repository = FileRepository.Open(directory.Path);
        var selection = Select(repository, "main", "main~15");
        var options = new PackWriteOptions { Format = format };

        var (thin, written) = await WriteAsync(selection, repository.Objects.AsPackSource(), options with { ReceiverHas = id => selection.PeerHas(id), ReceiverItems = selection.PeerItems });
        var (complete, _) = await WriteAsync(selection, repository.Objects.AsPackSource(), options);

        Git.Try(target.Path, thin, "index-pack", "--stdin").Code.ShouldNotBe(0);
        var gits = Git.RunBytes(directory.Path, "main\n^main~15\n"u8.ToArray(), "pack-objects", "--stdout", "--revs", "--thin", "--delta-base-offset", "-q");
        thin.Length.ShouldBeLessThan((int)(gits.Length * 1.1));
        thin.Length.ShouldBeLessThan(complete.Length * 4 / 5);
        written.ObjectCount.ShouldBe(selection.Count);
        using (var ours = FileRepository.Open(target.Path))
        {
            using var input = new MemoryStream(thin);
            (await ours.Objects.ReceivePackAsync(System.IO.Pipelines.PipeReader.Create(input), ReceivePackOptions.Default)).CompletedCount.ShouldBeGreaterThan(0);
        }
        Directory.Delete(target.Path, true);
        Git.Run("/", "init", "-q", "--bare", $"--object-format={format.Name()}", target.Path);
        Git.RunBytes(target.Path, Git.RunBytes(directory.Path, "main~15\n"u8.ToArray(), "pack-objects", "--stdout", "--revs", "-q"), "index-pack", "--stdin");
        Git.RunBytes(target.Path, thin, "index-pack", "--stdin", "--fix-thin", "--strict");
        Git.Run(target.Path, "update-ref", "refs/heads/main", Git.Run(directory.Path, "rev-parse", "main"));
        Git.Run(target.Path, "fsck", "--strict", "--full").ShouldBeEmpty();
    }

    [Test]
    public async Task Random_histories_in_many_packs_and_loose_are_packed_as_git_has_them([Range(1, 6)] int seed)
    {
        using var directory = new TempDirectory();
        var random = new Random(seed);
        SampleHistory.Create(directory.Path, random.Next(20, 60), seed: seed);
        SampleHistory.Append(directory.Path, random.Next(5, 30), seed + 1);
        Unpack(directory.Path);
        SampleHistory.Append(directory.Path, random.Next(5, 60), seed + 2);
        Git.Run(directory.Path, "repack", "-dq", $"--window={random.Next(1, 12)}", $"--depth={random.Next(1, 60)}");
        SampleHistory.Append(directory.Path, random.Next(5, 60), seed + 3);
        using var repository = FileRepository.Open(directory.Path);
        var selection = Select(repository, "main");
        var options = new PackWriteOptions { Window = random.Next(1, 12), Depth = random.Next(1, 40), OfsDeltas = random.Next(2) == 0, Threads = random.Next(1, 4) };

        var (pack, _) = await WriteAsync(selection, repository.Objects.AsPackSource(), options);

        Judge(pack, ObjectFormat.Sha1, options.Depth).ShouldBe(Git.Run(directory.Path, "rev-list", "--objects", "main").Split('\n').Length);
        using var read = (await PackInput.ReceiveAsync(pack)).Pack;
        foreach (var (id, body) in GitObjects.ReadAll(directory.Path).Where(found => selection.Contains(found.Key)))
            read.TryRead(id)!.Span.SequenceEqual(body.Span).ShouldBeTrue();
    }

    [Test]
    public async Task It_stops_when_told_to()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new TestSource();
        PackItem[] items = [.. Enumerable.Range(0, 20).Select(i => Blob(source, Text(i)))];
        var progress = new Stop(cancellation);

        await Should.ThrowAsync<OperationCanceledException>(() => PackWriter.WriteAsync(Stream.Null, items, source, new() { Progress = progress }, cancellation.Token));
    }

    private static string Text(int seed)
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i} {random.Next()}{(i % 20 == seed % 20 ? seed : 0)}\n")));
    }

    private static PackItem Blob(TestSource source, string text) => new(source.Add(ObjectType.Blob, Encoding.ASCII.GetBytes(text)), ObjectType.Blob, 0);

    // Versions of one file, each stored as a delta on the one before.
    private static void Chain(string directory, int length)
    {
        Git.Run(directory, "init", "-q", "--bare", "-b", "main");
        var stream = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            var content = Text(0) + string.Concat(Enumerable.Range(0, i).Select(n => $"added {n}\n"));
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter A <a@b> {1_700_000_000 + i} +0000\ndata 0\n\nM 100644 inline file\ndata {content.Length}\n{content}\n");
        }
        Git.RunBytes(directory, Encoding.ASCII.GetBytes(stream.ToString()), "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--depth=4000");
    }

    private static void Unpack(string repository)
    {
        using var aside = new TempDirectory();
        foreach (var pack in Directory.GetFiles(Path.Join(repository, "objects/pack"), "*.pack"))
        {
            var moved = aside.File(Path.GetFileName(pack));
            File.Move(pack, moved);
            File.Delete(Path.ChangeExtension(pack, ".idx"));
            Git.RunBytes(repository, File.ReadAllBytes(moved), "unpack-objects", "-q");
        }
    }

    private static ObjectSelection Select(FileRepository repository, string want, string? have = null) => ObjectWalk.Select(repository.Objects, new()
    {
        Wants = [ObjectId.Parse(Git.Run(repository.GitDirectory, "rev-parse", want))],
        Haves = have is null ? [] : [ObjectId.Parse(Git.Run(repository.GitDirectory, "rev-parse", have))],
    });

    // How many objects git finds in the pack; it must take all of it, and find no chain that is too long.
    private static int Judge(byte[] pack, ObjectFormat format, int depth)
    {
        using var target = new TempDirectory();
        Git.Run(target.Path, "init", "-q", "--bare", $"--object-format={format.Name()}");
        var name = Encoding.ASCII.GetString(Git.RunBytes(target.Path, pack, "index-pack", "--stdin")).Split('\t')[1].TrimEnd();
        Git.Run(target.Path, "index-pack", "--verify", $"objects/pack/pack-{name}.pack");
        var lines = Git.Run(target.Path, "verify-pack", "-v", $"objects/pack/pack-{name}.idx").Split('\n');
        foreach (var line in lines.Where(line => line.StartsWith("chain length", StringComparison.Ordinal)))
            int.Parse(line.Split(' ')[3].TrimEnd(':'), CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(depth, line);
        return lines.Count(line => line.Length > format.HexLength() && ObjectId.TryParse(Encoding.ASCII.GetBytes(line[..format.HexLength()]), out _));
    }

    private static async Task<(byte[] Pack, WrittenPack Written)> WriteAsync(IEnumerable<PackItem> objects, IPackSource source, PackWriteOptions options)
    {
        using var output = new MemoryStream();
        var written = await PackWriter.WriteAsync(output, objects, source, options);
        return (output.ToArray(), written);
    }

    private sealed class Stop(CancellationTokenSource cancellation) : IProgress<PackProgress>
    {
        public void Report(PackProgress value)
        {
            if (value.Phase == PackPhase.Compressing)
                cancellation.Cancel();
        }
    }
}
