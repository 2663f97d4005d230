using System.IO.Pipelines;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Where the base of a thin pack may be, and where not.</summary>
[Category("hostile"), CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileBaseTests : IDisposable
{
    private static readonly byte[] Base = "hello\n"u8.ToArray();
    private static readonly byte[] Made = "hello\n!"u8.ToArray();
    private static readonly ObjectId BaseId = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, Base);
    private static readonly ObjectId MadeId = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, Made);
    private readonly TempDirectory directory = new();

    public HostileBaseTests()
    {
        FileRepository.Create(directory.File("r.git")).Dispose();
        FileRepository.Create(directory.File("lender.git")).Dispose();
    }

    private string Packs => directory.File("r.git/objects/pack");

    public void Dispose() => directory.Dispose();

    [Test]
    public async Task P05_A_base_that_only_an_alternate_has_is_copied_so_that_the_pack_needs_no_alternate([Values] bool packed)
    {
        Git.RunBytes(directory.File("lender.git"), Base, "hash-object", "-w", "--stdin");
        if (packed)
            Git.RunBytes(directory.File("lender.git"), System.Text.Encoding.ASCII.GetBytes($"{BaseId}\n"), "pack-objects", "-q", directory.File("lender.git/objects/pack/pack"));
        File.WriteAllText(directory.File("r.git/objects/info/alternates"), "../../lender.git/objects\n");

        (await ReceiveAsync()).CompletedCount.ShouldBe(1);

        File.Delete(directory.File("r.git/objects/info/alternates"));
        ShouldHaveBoth();
    }

    [Test]
    public async Task P05_A_base_that_no_ref_reaches_is_taken_as_git_takes_it()
    {
        Git.RunBytes(directory.File("r.git"), Base, "hash-object", "-w", "--stdin");

        (await ReceiveAsync()).CompletedCount.ShouldBe(1);

        ShouldHaveBoth();
        Git.RunBytes(directory.File("lender.git"), Base, "hash-object", "-w", "--stdin");
        Git.RunBytes(directory.File("lender.git"), Thin(), "index-pack", "--stdin", "--fix-thin");
    }

    [Test]
    public async Task P05_A_base_in_a_pack_that_nobody_has_accepted_yet_is_absent()
    {
        var other = new PackBuilder();
        other.Whole(ObjectType.Blob, Base);
        using var staged = await PackReceiver.ReceiveAsync(PipeReader.Create(new MemoryStream(other.Build())), Packs);
        var before = Directory.GetFiles(Packs);

        (await Should.ThrowAsync<CorruptPackException>(ReceiveAsync)).Message.ShouldContain($"wants {BaseId}, which is absent");

        Directory.GetFiles(Packs).ShouldBe(before, ignoreOrder: true);
        staged.Install();
        (await ReceiveAsync()).CompletedCount.ShouldBe(1);
    }

    [Test]
    public async Task P05_The_base_is_absent_while_the_pack_that_has_it_is_inspected()
    {
        using var repository = FileRepository.Open(directory.File("r.git"));
        var other = new PackBuilder();
        other.Whole(ObjectType.Blob, Base);

        await repository.Objects.ReceivePackAsync(PipeReader.Create(new MemoryStream(other.Build())), new()
        {
            Inspect = async (_, _, _) => await Should.ThrowAsync<CorruptPackException>(() => repository.Objects.ReceivePackAsync(
                PipeReader.Create(new MemoryStream(Thin())), ReceivePackOptions.Default).AsTask()),
        });
    }

    private static byte[] Thin()
    {
        var builder = new PackBuilder();
        builder.Ref(BaseId, new DeltaBuilder(6, 7).Copy(0, 6).Insert((byte)'!').Build());
        return builder.Build();
    }

    private async Task<ReceivedPack> ReceiveAsync()
    {
        using var repository = FileRepository.Open(directory.File("r.git"));
        return await repository.Objects.ReceivePackAsync(PipeReader.Create(new MemoryStream(Thin())), ReceivePackOptions.Default);
    }

    private void ShouldHaveBoth()
    {
        using var repository = FileRepository.Open(directory.File("r.git"));
        repository.Objects.TryRead(BaseId)!.Span.ToArray().ShouldBe(Base);
        repository.Objects.TryRead(MadeId)!.Span.ToArray().ShouldBe(Made);
        Git.Run(directory.File("r.git"), "fsck", "--strict", "--full", "--no-dangling").ShouldBeEmpty();
    }
}
