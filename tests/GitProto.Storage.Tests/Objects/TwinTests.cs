using System.IO.Pipelines;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Objects;

[Category("hostile")]
public sealed class TwinTests
{
    // Of the message, with its header: what differs behind it is not seen.
    private const int Seen = 12;

    private static readonly ReceivePackOptions Weak = new() { Hash = format => new WeakHash(format, Seen) };

    [TestCase(20)]
    [TestCase(3_000_000)]
    public async Task P15_An_object_of_a_stored_name_and_other_bytes_is_refused_and_the_stored_one_kept(int size)
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None });
        await ShouldKeepTheFirst(repository.Objects, size, inspect: false);
        await ShouldKeepTheFirst(repository.Objects, size + 1, inspect: true);
        await ShouldKeepTheFirst(new MemoryObjectStore(), size, inspect: false);
        await ShouldKeepTheFirst(new MemoryObjectStore(), size, inspect: true);
    }

    [Test]
    public async Task P15_The_same_object_comes_again_without_harm()
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None });
        var loose = repository.Objects.Write(ObjectType.Blob, "hello\n"u8);
        await Receive(repository.Objects, Pack("hello\n"u8.ToArray()), new());
        await Receive(repository.Objects, Pack("hello\n"u8.ToArray(), "more\n"u8.ToArray()), new());

        repository.Objects.TryRead(loose)!.Span.ToArray().ShouldBe("hello\n"u8.ToArray());
    }

    [Test]
    public async Task P15_A_loose_object_of_the_name_counts_as_well()
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None });
        var body = "hello\n"u8.ToArray();
        var loose = repository.Objects.Write(ObjectType.Blob, body);

        await Should.ThrowAsync<HashMismatchException>(() =>
            Receive(repository.Objects, Pack("other\n"u8.ToArray()), new() { Hash = _ => new ConstantHash(loose) }));
        repository.Objects.TryRead(loose)!.Span.ToArray().ShouldBe(body);
    }

    private static async Task ShouldKeepTheFirst(IObjectStore store, int size, bool inspect)
    {
        var first = new byte[size];
        var second = new byte[size];
        second[^1] = 1;
        var options = inspect ? Weak with { Inspect = (_, _, _) => ValueTask.CompletedTask } : Weak;
        await Receive(store, Pack(first), options);
        using var hasher = new ObjectHasher(new WeakHash(ObjectFormat.Sha1, Seen));
        var id = hasher.Hash(ObjectType.Blob, first);

        var error = await Should.ThrowAsync<HashMismatchException>(() => Receive(store, Pack(second, "x"u8.ToArray()), options));
        error.Message.ShouldBe($"SHA1 COLLISION FOUND WITH {id} !");
        store.TryRead(id)!.Span.SequenceEqual(first).ShouldBeTrue();
    }

    private static Task<ReceivedPack> Receive(IObjectStore store, byte[] pack, ReceivePackOptions options) =>
        store.ReceivePackAsync(PipeReader.Create(new MemoryStream(pack)), options).AsTask();

    private static byte[] Pack(params byte[][] blobs)
    {
        var builder = new PackBuilder();
        foreach (var blob in blobs)
            builder.Whole(ObjectType.Blob, blob);
        return builder.Build();
    }

    private sealed class ConstantHash(ObjectId id) : IObjectHash
    {
        public ObjectFormat Format => id.Format;

        public void Append(ReadOnlySpan<byte> bytes)
        {
        }

        public ObjectId Finish() => id;

        public void Dispose()
        {
        }
    }
}
