using System.IO.Pipelines;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

public sealed class ThinPackTests
{
    [Test]
    public async Task Thin_packs_of_git_are_completed_and_git_takes_them([Values] ObjectFormat format)
    {
        using var repository = new TempDirectory();
        using var target = new TempDirectory();
        var thin = MakeThin(repository.Path, format);
        using var old = Clone(repository.Path, target.Path, format);
        using var input = new MemoryStream(thin);

        using var staged = await PackReceiver.ReceiveAsync(
            PipeReader.Create(input), target.File("objects/pack"), new() { Format = format, Bases = new TestSource(old) });
        staged.Install();

        staged.Summary.CompletedCount.ShouldBeGreaterThan(0);
        staged.Summary.Size.ShouldBe(thin.Length);
        Git.Run(target.Path, "update-ref", "refs/heads/main", Git.Run(repository.Path, "rev-parse", "main"));
        Git.Run(target.Path, "fsck", "--strict", "--full");
        foreach (var index in Directory.GetFiles(target.File("objects/pack"), "*.idx"))
            Git.Run(target.Path, "verify-pack", index);
    }

    [Test, Category("hostile")]
    public async Task P05_A_thin_pack_whose_base_is_absent_is_refused([Values] bool withStore)
    {
        using var repository = new TempDirectory();
        var thin = MakeThin(repository.Path, ObjectFormat.Sha1);

        var message = await PackInput.RefuseAsync<CorruptPackException>(thin, new() { Bases = withStore ? new TestSource() : null });

        message.ShouldContain("rest on no object");
    }

    [Test, Category("hostile")]
    public async Task P05_A_base_that_comes_later_in_the_stream_is_found()
    {
        var (body, changed) = ("hello\n"u8.ToArray(), "hello\n!"u8.ToArray());
        var builder = new PackBuilder();
        builder.Ref(ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, body), new DeltaBuilder(6, 7).Copy(0, 6).Insert((byte)'!').Build());
        builder.Whole(ObjectType.Blob, body);

        using var pack = (await PackInput.ReceiveAsync(builder.Build())).Pack;

        pack.TryRead(ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, changed))!.Span.ToArray().ShouldBe(changed);
    }

    [Test, Category("hostile")]
    public async Task P05_Completing_a_pack_changes_none_of_the_bytes_of_the_peer()
    {
        using var repository = new TempDirectory();
        using var target = new TempDirectory();
        var thin = MakeThin(repository.Path, ObjectFormat.Sha1);
        using var old = Clone(repository.Path, target.Path, ObjectFormat.Sha1);

        var received = await PackInput.ReceiveAsync(thin, new() { Bases = new TestSource(old) });

        var stored = new byte[thin.Length - 20];
        using (received.Pack)
        {
            for (var read = 0; read < stored.Length;)
                read += received.Pack.ReadRaw(read, stored.AsSpan(read));
        }
        stored.AsSpan(12).SequenceEqual(thin.AsSpan(12, thin.Length - 32)).ShouldBeTrue();
    }

    [Test, Category("hostile")]
    public async Task P05_A_store_that_gives_a_wrong_base_is_found_out()
    {
        var builder = new PackBuilder();
        var id = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, "hello\n"u8);
        builder.Ref(id, new DeltaBuilder(6, 7).Copy(0, 6).Insert((byte)'!').Build());
        var source = new TestSource();
        source.Loose[id] = new GitObject(ObjectType.Blob, "jello\n"u8.ToArray());

        await Should.ThrowAsync<HashMismatchException>(() => PackInput.ReceiveAsync(builder.Build(), new() { Bases = source }));
    }

    private static byte[] MakeThin(string repository, ObjectFormat format)
    {
        SampleHistory.Create(repository, 60, format);
        Git.Run(repository, "tag", "old");
        var text = string.Concat(Enumerable.Range(0, 400).Select(i => $"line {i}\n"));
        foreach (var extra in new[] { "", "and more\n" })
        {
            var tip = Git.Try(repository, [], "rev-parse", "-q", "--verify", "refs/heads/main^0").Code == 0 ? "from refs/heads/main^0\n" : "";
            var content = text + extra;
            Git.RunBytes(
                repository,
                Encoding.ASCII.GetBytes($"commit refs/heads/main\ncommitter A <a@b> 1800000000 +0000\ndata 2\nx\n{tip}M 100644 inline big\ndata {content.Length}\n{content}\n"),
                "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet");
            if (extra.Length == 0)
                Git.Run(repository, "tag", "-f", "old", "main");
        }
        return Git.RunBytes(repository, "main\n^old\n"u8.ToArray(), "pack-objects", "--thin", "--stdout", "--revs", "-q");
    }

    private static PackFile Clone(string repository, string target, ObjectFormat format)
    {
        Git.Run(target, "init", "-q", "--bare", $"--object-format={format.Name()}");
        var pack = Git.RunBytes(repository, "old\n"u8.ToArray(), "pack-objects", "--stdout", "--revs", "-q");
        Git.RunBytes(target, pack, "index-pack", "--stdin");
        return GitObjects.OpenOnlyPack(target, format);
    }
}
