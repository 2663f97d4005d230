using System.IO.Compression;
using System.IO.Pipelines;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

public sealed class ReceiveTests
{
    [Test]
    public async Task Packs_of_git_get_the_index_git_makes([Values] ObjectFormat format, [Values] bool ofsDeltas, [Values] bool inPieces)
    {
        using var repository = new TempDirectory();
        using var target = new TempDirectory();
        SampleHistory.Create(repository.Path, 150, format);
        Git.Run(repository.Path, "-c", $"repack.useDeltaBaseOffset={(ofsDeltas ? "true" : "false")}", "repack", "-adfq", "--depth=50");
        var source = Directory.GetFiles(repository.File("objects/pack"), "*.pack").ShouldHaveSingleItem();
        Stream input = inPieces ? new PiecewiseStream(await File.ReadAllBytesAsync(source), 7) : File.OpenRead(source);

        using var staged = await PackReceiver.ReceiveAsync(
            PipeReader.Create(input), target.Path, new() { Format = format, WriteReverseIndex = true });
        var installed = staged.Install();

        Path.GetFileName(installed).ShouldBe(Path.GetFileName(source));
        (await File.ReadAllBytesAsync(installed)).ShouldBe(await File.ReadAllBytesAsync(source));
        (await File.ReadAllBytesAsync(Path.ChangeExtension(installed, ".idx"))).ShouldBe(await File.ReadAllBytesAsync(Path.ChangeExtension(source, ".idx")));
        Git.Run(repository.Path, "index-pack", "--rev-index", "-o", target.File("git.idx"), source);
        (await File.ReadAllBytesAsync(Path.ChangeExtension(installed, ".rev"))).ShouldBe(await File.ReadAllBytesAsync(target.File("git.rev")));
        await input.DisposeAsync();
    }

    [Test, CancelAfter(10_000)]
    public async Task Nothing_behind_the_trailer_is_read_or_waited_for(CancellationToken cancellation)
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, "hello\n"u8.ToArray());
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(builder.Build().Concat("0000after"u8.ToArray()).ToArray(), cancellation);

        using var memory = (await PackReceiver.ReceiveToMemoryAsync(pipe.Reader, new(), cancellation)).Pack;

        var rest = await pipe.Reader.ReadAsync(cancellation);
        System.Text.Encoding.ASCII.GetString(rest.Buffer.FirstSpan).ShouldBe("0000after");
        memory.TryRead(ObjectId.Parse("ce013625030ba8dba906f756967f9e9ca394464a"))!.Span.ToArray().ShouldBe("hello\n"u8.ToArray());
    }

    [Test]
    public async Task An_object_of_a_quarter_gigabyte_is_received_without_being_held([Values] ObjectFormat format)
    {
        const int size = 256 << 20;
        using var target = new TempDirectory();
        var builder = new PackBuilder(format);
        builder.Entry(PackEntryType.Blob, size, [], Zeros(size));
        using var input = new MemoryStream(builder.Build());
        var before = GC.GetTotalAllocatedBytes(precise: true);

        using var staged = await PackReceiver.ReceiveAsync(PipeReader.Create(input), target.Path, new() { Format = format });

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(16 << 20);
        staged.Summary.ObjectCount.ShouldBe(1);
        Git.Run(target.Path, "init", "-q", "--bare", $"--object-format={format.Name()}");
        Git.Run(target.Path, "verify-pack", staged.Install());
    }

    [Test]
    public async Task A_staged_pack_vanishes_unless_it_is_installed()
    {
        using var target = new TempDirectory();
        using var input = new MemoryStream(new PackBuilder().Build());
        using (var staged = await PackReceiver.ReceiveAsync(PipeReader.Create(input), target.Path))
        {
            using var pack = staged.Open();
            pack.Index.Count.ShouldBe(0);
            Directory.GetFiles(target.Path).ShouldAllBe(file => Path.GetFileName(file).StartsWith("tmp_"));
        }

        Directory.GetFiles(target.Path).ShouldBeEmpty();
    }

    [Test]
    public async Task Progress_ends_with_all_objects_and_all_deltas()
    {
        var seen = new List<PackProgress>();
        var builder = new PackBuilder();
        var first = builder.Whole(ObjectType.Blob, "hello\n"u8.ToArray());
        builder.Ofs(first, new DeltaBuilder(6, 7).Copy(0, 6).Insert(1).Build());

        await PackInput.ReceiveAsync(builder.Build(), new() { Progress = new Recorder(seen) });

        seen.Last(news => news.Phase == PackPhase.Receiving).Done.ShouldBe(2);
        seen[^1].ShouldBe(new PackProgress(PackPhase.Resolving, 1, 1));
    }

    private static byte[] Zeros(long size)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            var piece = new byte[1 << 20];
            for (; size > 0; size -= piece.Length)
                zlib.Write(piece);
        }
        return bytes.ToArray();
    }

    private sealed class Recorder(List<PackProgress> seen) : IProgress<PackProgress>
    {
        public void Report(PackProgress value)
        {
            lock (seen)
                seen.Add(value);
        }
    }
}
