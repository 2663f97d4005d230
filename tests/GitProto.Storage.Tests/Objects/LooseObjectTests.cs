using System.IO.Compression;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Objects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LooseObjectTests : IDisposable
{
    private static readonly byte[] Body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("some words\n", 100)));
    private static readonly ObjectId Id = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, Body);
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;

    public LooseObjectTests() => repository = FileRepository.Create(directory.File("r.git"));

    private string FilePath => Path.Join(repository.GitDirectory, "objects", Id.ToString()[..2], Id.ToString()[2..]);

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public void An_object_is_written_once_for_git_to_read([Values(0, 1, 1000, 300_000)] int size)
    {
        var body = new byte[size];
        new Random(1).NextBytes(body);
        var id = repository.Objects.Write(ObjectType.Blob, body);
        repository.Objects.Write(ObjectType.Blob, body).ShouldBe(id);
        Git.RunBytes(repository.GitDirectory, [], "cat-file", "blob", id.ToString()).ShouldBe(body);
        repository.Objects.TryRead(id)!.Span.SequenceEqual(body).ShouldBeTrue();
        Directory.GetFiles(Path.Join(repository.GitDirectory, "objects"), "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Test]
    public void An_object_above_the_limit_is_not_read_into_memory()
    {
        repository.Objects.Write(ObjectType.Blob, Body);
        Should.Throw<LimitExceededException>(() => repository.Objects.TryRead(Id, Body.Length - 1));
        repository.Objects.TryRead(Id, Body.Length).ShouldNotBeNull();
    }

    [Test]
    public void Many_writers_of_one_object_do_not_disturb_each_other()
    {
        Parallel.For(0, 32, _ => repository.Objects.Write(ObjectType.Blob, Body).ShouldBe(Id));
        repository.Objects.TryRead(Id).ShouldNotBeNull();
        Directory.GetFiles(Path.GetDirectoryName(FilePath)!).ShouldBe([FilePath]);
    }

    [Test]
    [Category("hostile")]
    public void P24_Empty_objects_in_loose_files_are_valid_streams()
    {
        var blob = repository.Objects.Write(ObjectType.Blob, []);
        var tree = repository.Objects.Write(ObjectType.Tree, []);
        Git.Run(repository.GitDirectory, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        Git.Run(repository.GitDirectory, "cat-file", "-s", blob.ToString()).ShouldBe("0");
        Git.Run(repository.GitDirectory, "cat-file", "-t", tree.ToString()).ShouldBe("tree");
        repository.Objects.TryRead(blob)!.Size.ShouldBe(0);
    }

    [TestCase("blob 1099\0")]
    [TestCase("blob 1101\0")]
    [TestCase("blob 0\0")]
    [TestCase("blob 01100\0")]
    [TestCase("blob +1100\0")]
    [TestCase("blob -1\0")]
    [TestCase("blob  1100\0")]
    [TestCase("blob 1100 \0")]
    [TestCase("blob 1100")]
    [TestCase("blob\0")]
    [TestCase("\0")]
    [TestCase("thing 1100\0")]
    [TestCase("blob 99999999999999999999\0")]
    [TestCase("blob 9223372036854775807\0")]
    [TestCase("blob 2000000000\0")]
    [TestCase("blob 00000000000000000000000000000001100\0")]
    [TestCase("blob1100\0 ")]
    [Category("hostile")]
    public void P25_A_header_that_lies_is_refused_before_room_is_made(string header) => Refuse<GitProtoException>(Zip(header, Body));

    [Test]
    [Category("hostile")]
    public void P25_A_file_cut_at_any_byte_is_refused()
    {
        var whole = Zip("blob 1100\0", Body);
        for (var length = 0; length < whole.Length; length++)
            Refuse<CorruptPackException>(whole[..length]);
    }

    [Test]
    [Category("hostile")]
    public void P25_What_follows_the_stream_is_refused([Values(1, 100, 200_000)] int length) =>
        Refuse<CorruptPackException>([.. Zip("blob 1100\0", Body), .. new byte[length]]);

    [Test]
    [Category("hostile")]
    public void P25_Another_object_under_the_name_is_refused()
    {
        Refuse<HashMismatchException>(Zip("blob 5\0", "other"u8));
        Refuse<HashMismatchException>(Zip("tree 1100\0", Body));
    }

    [Test]
    [Category("hostile")]
    public void P25_A_bomb_is_refused_when_it_is_larger_than_it_says() => Refuse<CorruptPackException>(Zip("blob 1100\0", new byte[50_000_000]));

    [Test]
    [Category("hostile")]
    public void P25_A_wrong_check_sum_is_refused()
    {
        var bytes = Zip("blob 1100\0", Body);
        bytes[^1] ^= 1;
        Refuse<CorruptPackException>(bytes);
    }

    [Test]
    [Category("hostile")]
    public void P25_A_damaged_copy_is_no_harm_if_a_pack_has_the_object()
    {
        repository.Objects.Write(ObjectType.Blob, Body);
        var pack = Git.RunBytes(repository.GitDirectory, Encoding.ASCII.GetBytes(Id + "\n"), "pack-objects", "-q", Path.Join(repository.GitDirectory, "objects/pack/pack"));
        pack.Length.ShouldBe(41);
        File.Delete(FilePath);
        Plant(Zip("blob 5\0", "other"u8));
        repository.Objects.TryRead(Id)!.Span.SequenceEqual(Body).ShouldBeTrue();
    }

    [Test]
    [Category("hostile")]
    public void P27_What_is_written_again_is_no_longer_old_enough_for_a_gc([Values("loose", "packed", "gone")] string place)
    {
        repository.Objects.Write(ObjectType.Blob, Body);
        if (place != "loose")
            Git.RunBytes(repository.GitDirectory, Encoding.ASCII.GetBytes(Id + "\n"), "pack-objects", "-q", Path.Join(repository.GitDirectory, "objects/pack/pack"));
        if (place != "loose")
            File.Delete(FilePath);
        repository.Objects.Contains(Id).ShouldBeTrue();
        foreach (var file in Directory.GetFiles(Path.Join(repository.GitDirectory, "objects"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-30));
        // Its pack may be open still.
        if (place == "gone")
            Directory.Delete(Path.Join(repository.GitDirectory, "objects/pack"), recursive: true);

        repository.Objects.Write(ObjectType.Blob, Body).ShouldBe(Id);

        Git.Run(repository.GitDirectory, "gc", "-q", "--prune=1.day.ago");
        Git.RunBytes(repository.GitDirectory, [], "cat-file", "blob", Id.ToString()).ShouldBe(Body);
    }

    [Test]
    [Category("hostile")]
    public void R14_A_store_takes_parsed_ids_only() =>
        typeof(IObjectStore).GetMethods().SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType).ShouldNotContain(typeof(string));

    private void Refuse<T>(byte[] file)
        where T : GitProtoException
    {
        Plant(file);
        Should.Throw<T>(() => repository.Objects.TryRead(Id, 100_000_000)).Message.ShouldAllBe(c => !char.IsControl(c));
    }

    private void Plant(byte[] file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllBytes(FilePath, file);
    }

    private static byte[] Zip(string header, ReadOnlySpan<byte> body)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(Encoding.ASCII.GetBytes(header));
            zlib.Write(body);
        }
        return bytes.ToArray();
    }
}
