using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PackScanTests : IDisposable
{
    private readonly TempDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Test]
    public async Task Several_threads_index_as_git_does()
    {
        var path = Write(Many(new Random(1)));
        await IndexAsync(path, threads: 4);
        Git.Run(directory.Path, "index-pack", "-o", directory.File("git.idx"), path);

        File.ReadAllBytes(directory.File("ours.idx")).AsSpan().SequenceEqual(File.ReadAllBytes(directory.File("git.idx"))).ShouldBeTrue();
        using var pack = new FilePackBytes(path, PathGuard.None);
        (await new PackScan(pack, new() { Threads = 4 }).TryRunAsync(CancellationToken.None)).ShouldBeTrue();
    }

    [Test, Category("hostile")]
    public async Task A_pack_within_a_blob_leads_nobody_astray()
    {
        var inner = Many(new Random(2)).Build();
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, "first"u8.ToArray());
        builder.Entry(PackEntryType.Blob, inner.Length, [], Stored(inner));
        builder.Whole(ObjectType.Blob, "last"u8.ToArray());
        var path = Write(builder);
        await IndexAsync(path, threads: 4);
        Git.Run(directory.Path, "index-pack", "-o", directory.File("git.idx"), path);

        File.ReadAllBytes(directory.File("ours.idx")).AsSpan().SequenceEqual(File.ReadAllBytes(directory.File("git.idx"))).ShouldBeTrue();
    }

    [TestCase(3_000_000)]
    [TestCase(13)]
    [Category("hostile")]
    public async Task What_is_broken_is_named_as_with_one_thread(int place)
    {
        var bytes = Many(new Random(3)).Build();
        bytes[place] ^= 1;
        var path = directory.File("broken.pack");
        await File.WriteAllBytesAsync(path, bytes);

        var serial = await Should.ThrowAsync<CorruptPackException>(() => IndexAsync(path, threads: 1));
        (await Should.ThrowAsync<CorruptPackException>(() => IndexAsync(path, threads: 4))).Message.ShouldBe(serial.Message);
        File.Exists(directory.File("ours.idx")).ShouldBeFalse();
    }

    private static PackBuilder Many(Random random)
    {
        var builder = new PackBuilder();
        var body = new byte[30_000];
        for (var i = 0; i < 200; i++)
        {
            random.NextBytes(body);
            var place = builder.Whole(ObjectType.Blob, body);
            builder.Ofs(place, new DeltaBuilder(body.Length, 100).Copy((uint)i, 100).Build());
        }
        return builder;
    }

    // A zlib stream that holds the bytes as they are.
    private static byte[] Stored(byte[] data)
    {
        using var output = new MemoryStream();
        output.Write([0x78, 0x01]);
        for (var start = 0; start < data.Length; start += 65535)
        {
            var length = Math.Min(65535, data.Length - start);
            output.Write([(byte)(start + length == data.Length ? 1 : 0), (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)]);
            output.Write(data.AsSpan(start, length));
        }
        var adler = Adler32.Update(Adler32.Initial, data);
        output.Write([(byte)(adler >> 24), (byte)(adler >> 16), (byte)(adler >> 8), (byte)adler]);
        return output.ToArray();
    }

    private string Write(PackBuilder builder)
    {
        var path = directory.File("a.pack");
        File.WriteAllBytes(path, builder.Build());
        return path;
    }

    private Task<ReceivedPack> IndexAsync(string path, int threads) =>
        PackIndexer.IndexAsync(path, directory.File("ours.idx"), new() { Threads = threads, Fsync = FsyncComponents.None });
}
