using System.IO.Compression;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Objects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ObjectContentTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;

    public ObjectContentTests() => repository = FileRepository.Create(directory.File("r.git"));

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public void An_object_comes_in_pieces_of_any_length_loose_and_packed([Values(0, 1, 1 << 20, 3_000_001)] int size, [Values] bool isText, [Values] bool isPacked)
    {
        var body = Body(size, isText);
        var id = repository.Objects.Write(ObjectType.Blob, body);
        if (isPacked)
            Git.Run(repository.GitDirectory, "-c", "gc.pruneExpire=now", "repack", "-adq", "--window=0", "--keep-unreachable");

        using var again = FileRepository.Open(repository.GitDirectory);
        using var content = again.Objects.OpenRead(id)!;

        (content.Type, content.Size).ShouldBe((ObjectType.Blob, size));
        ReadInPieces(content.Stream).AsSpan().SequenceEqual(body).ShouldBeTrue();
    }

    [Test]
    public void What_has_to_be_put_together_is_bounded_and_nothing_else()
    {
        var body = Body(3 << 20, isText: false);
        var plain = repository.Objects.Write(ObjectType.Blob, body);
        byte[] changed = [.. body, 1];
        var delta = repository.Objects.Write(ObjectType.Blob, changed);
        File.WriteAllText(directory.File("ids"), $"{plain} f\n{delta} f\n");
        var name = Encoding.ASCII.GetString(Git.RunBytes(repository.GitDirectory, File.ReadAllBytes(directory.File("ids")), "pack-objects", "-q", "--window=10", "objects/pack/pack")).Trim();
        Git.Run(repository.GitDirectory, "prune-packed", "-q");
        name.Length.ShouldBe(40);

        using var again = FileRepository.Open(repository.GitDirectory);
        ObjectId[] streamed = [.. new[] { plain, delta }.Where(id => Opens(again, id))];

        streamed.Length.ShouldBe(1);
        using var whole = again.Objects.OpenRead(delta, 4 << 20)!;
        whole.ReadWhole(4 << 20).Span.SequenceEqual(changed).ShouldBeTrue();
    }

    [Test]
    public void A_damaged_loose_object_is_told_by_its_stream([Values("bit", "cut", "more", "other", "size")] string damage)
    {
        var body = Body(2 << 20, isText: true);
        var id = repository.Objects.Write(ObjectType.Blob, body);
        var path = Path.Join(repository.GitDirectory, "objects", id.ToString()[..2], id.ToString()[2..]);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        File.WriteAllBytes(path, damage switch
        {
            "bit" => [.. bytes[..(bytes.Length / 2)], (byte)(bytes[bytes.Length / 2] ^ 4), .. bytes[((bytes.Length / 2) + 1)..]],
            "cut" => bytes[..^20],
            "more" => [.. bytes, 0],
            "other" => Loose(body.Length, [.. body[..^1], 0]),
            _ => Loose(body.Length - 1, body),
        });

        var error = Should.Throw<GitProtoException>(() =>
        {
            using var content = repository.Objects.OpenRead(id)!;
            ReadInPieces(content.Stream);
        });

        (error is CorruptPackException or HashMismatchException).ShouldBeTrue(error.ToString());
    }

    [Test]
    public void An_object_that_says_it_is_larger_than_it_can_be_takes_no_memory()
    {
        var id = repository.Objects.Write(ObjectType.Blob, [1]);
        var path = Path.Join(repository.GitDirectory, "objects", id.ToString()[..2], id.ToString()[2..]);
        File.Delete(path);
        File.WriteAllBytes(path, Loose(1 << 30, [1]));

        Should.Throw<CorruptPackException>(() => repository.Objects.OpenRead(id)).Message.ShouldContain("more than it can hold");
    }

    private static bool Opens(FileRepository repository, ObjectId id)
    {
        try
        {
            using var content = repository.Objects.OpenRead(id, 1 << 20);
            return content is not null;
        }
        catch (LimitExceededException)
        {
            return false;
        }
    }

    private static byte[] Loose(long size, byte[] body)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(Encoding.ASCII.GetBytes($"blob {size}\0"));
            zlib.Write(body);
        }
        return bytes.ToArray();
    }

    private static byte[] ReadInPieces(Stream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[100_000];
        for (var length = 1; ; length = (length * 7 % 99_991) + 1)
        {
            var count = stream.Read(buffer, 0, length);
            if (count == 0)
                return all.ToArray();
            all.Write(buffer, 0, count);
        }
    }

    private static byte[] Body(int size, bool isText)
    {
        var body = new byte[size];
        new Random(size).NextBytes(body);
        for (var i = 0; isText && i < size; i++)
            body[i] = (byte)('a' + (i / 100 % 26));
        return body;
    }
}
