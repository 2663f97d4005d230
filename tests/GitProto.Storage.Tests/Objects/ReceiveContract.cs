using System.IO.Pipelines;
using System.Text;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Objects;

/// <summary>What every object store does with an incoming pack, whatever keeps the objects.</summary>
public abstract class ReceiveContract : IDisposable
{
    private readonly TempDirectory source = new();

    protected ReceiveContract() => SampleHistory.Create(source.Path, 40);

    protected abstract IObjectStore Objects { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    [Test]
    public async Task All_objects_of_a_pack_are_there_afterwards()
    {
        var received = await Receive(Pack("main"));
        received.ObjectCount.ShouldBe(GitObjects("main").Length);
        received.CompletedCount.ShouldBe(0);
        foreach (var id in GitObjects("main"))
            ObjectHasher.Hash(Objects.Format, Objects.TryRead(id)!.Type, Objects.TryRead(id)!.Span).ShouldBe(id);
    }

    [Test]
    public async Task A_thin_pack_is_completed_from_the_store()
    {
        await Receive(Pack("main~5"));
        var received = await Receive(Pack("main", "^main~5"));
        received.CompletedCount.ShouldBeGreaterThan(0);
        GitObjects("main").ShouldAllBe(id => Objects.TryRead(id, int.MaxValue) != null);
    }

    [Test]
    public async Task A_thin_pack_is_refused_if_its_bases_are_not_here_or_not_allowed()
    {
        await Should.ThrowAsync<CorruptPackException>(() => Receive(Pack("main", "^main~5")));
        await Receive(Pack("main~5"));
        await Should.ThrowAsync<CorruptPackException>(() => Receive(Pack("main", "^main~5"), new() { AllowThin = false }));
        Objects.Contains(GitObjects("main")[0]).ShouldBeFalse();
    }

    [Test]
    public async Task Nobody_sees_a_pack_before_it_was_inspected_and_a_refusal_leaves_nothing()
    {
        var head = GitObjects("main")[0];
        var inspected = false;
        await Should.ThrowAsync<PolicyException>(() => Receive(Pack("main"), new()
        {
            Inspect = (view, received, _) =>
            {
                inspected = true;
                view.TryRead(head).ShouldNotBeNull();
                view.Contains(head).ShouldBeTrue();
                Objects.Contains(head).ShouldBeFalse();
                received.ObjectCount.ShouldBeGreaterThan(0);
                throw new PolicyException("Not today.");
            },
        }));
        inspected.ShouldBeTrue();
        Objects.Contains(head).ShouldBeFalse();
        ShouldBeEmpty();
    }

    [Test]
    public async Task Limits_are_kept()
    {
        await Should.ThrowAsync<LimitExceededException>(() => Receive(Pack("main"), new() { Limits = new() { MaxObjectCount = 5 } }));
        await Should.ThrowAsync<LimitExceededException>(() => Receive(Pack("main"), new() { Limits = new() { MaxPackSize = 100 } }));
        ShouldBeEmpty();
    }

    [Test, Category("hostile")]
    public async Task P13_A_strict_store_refuses_an_object_that_comes_twice_and_another_keeps_one([Values] bool strict)
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, "hello\n"u8.ToArray());
        builder.Whole(ObjectType.Blob, "hello\n"u8.ToArray());
        var id = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, "hello\n"u8);
        if (strict)
        {
            (await Should.ThrowAsync<CorruptPackException>(() => Receive(builder.Build(), new() { Strict = true }))).Message.ShouldContain($"{id} twice");
            ShouldBeEmpty();
            return;
        }
        await Receive(builder.Build());
        Objects.TryRead(id)!.Span.ToArray().ShouldBe("hello\n"u8.ToArray());
    }

    [TestCase(10)]
    [TestCase(1_000_000)]
    [Category("hostile")]
    public async Task P14_A_whole_object_that_attacks_the_hash_is_refused_with_its_pack(int size)
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, "hello\n"u8.ToArray());
        builder.Whole(ObjectType.Blob, [.. new byte[size], .. Encoding.ASCII.GetBytes(SuspiciousHash.Word)]);

        await ShouldRefuseAttack(builder);
    }

    [Test, Category("hostile")]
    public async Task P14_A_delta_that_makes_an_object_that_attacks_the_hash_is_refused_with_its_pack()
    {
        var builder = new PackBuilder();
        var place = builder.Whole(ObjectType.Blob, "hello\n"u8.ToArray());
        builder.Ofs(place, new DeltaBuilder(6, 6 + SuspiciousHash.Word.Length).Copy(0, 6).Insert(Encoding.ASCII.GetBytes(SuspiciousHash.Word)).Build());

        await ShouldRefuseAttack(builder);
    }

    [Test, Category("hostile")]
    public async Task D07_Nothing_that_lay_in_pooled_memory_comes_out_of_a_store()
    {
        await Receive(Pack("main~5"));
        PoisonedPool.Fill();
        await Receive(Pack("main", "^main~5"));
        PoisonedPool.Fill();
        var empty = Objects.Write(ObjectType.Blob, []);
        foreach (var id in GitObjects("main").Append(empty))
        {
            PoisonedPool.ShouldNotShow(Objects.TryRead(id)!.Span);
            ObjectHasher.Hash(Objects.Format, Objects.TryRead(id)!.Type, Objects.TryRead(id)!.Span).ShouldBe(id);
        }
        PoisonedPool.Fill();
        using var output = new MemoryStream();
        await PackWriter.WriteAsync(output, GitObjects("main").Append(empty), Objects.AsPackSource(), new());
        PoisonedPool.ShouldNotShow(output.ToArray());
    }

    [Test]
    public async Task A_pack_of_no_objects_changes_nothing()
    {
        (await Receive(Git.RunBytes(source.Path, [], "pack-objects", "-q", "--stdout"))).ObjectCount.ShouldBe(0);
        ShouldBeEmpty();
    }

    [Test]
    public async Task What_follows_the_pack_stays_in_the_pipe()
    {
        var reader = PipeReader.Create(new MemoryStream([.. Pack("main"), .. "rest"u8]));
        await Objects.ReceivePackAsync(reader, ReceivePackOptions.Default);
        var rest = await reader.ReadAsync();
        Encoding.ASCII.GetString(rest.Buffer.FirstSpan).ShouldBe("rest");
    }

    [Test]
    public async Task Cancelling_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Pack("main").AsMemory(0, 200), CancellationToken.None);
        var receiving = Objects.ReceivePackAsync(pipe.Reader, ReceivePackOptions.Default, null, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => receiving);
        ShouldBeEmpty();
    }

    protected abstract void ShouldBeEmpty();

    protected virtual void Dispose(bool disposing) => source.Dispose();

    private async Task ShouldRefuseAttack(PackBuilder builder)
    {
        var error = await Should.ThrowAsync<HashMismatchException>(() => Receive(builder.Build(), new() { Hash = format => new SuspiciousHash(format) }));
        error.Message.ShouldStartWith("SHA-1 appears to be part of a collision attack: ");
        ShouldBeEmpty();
        Objects.Contains(ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, "hello\n"u8)).ShouldBeFalse();
    }

    private Task<ReceivedPack> Receive(byte[] pack, ReceivePackOptions? options = null) =>
        Objects.ReceivePackAsync(PipeReader.Create(new MemoryStream(pack)), options ?? ReceivePackOptions.Default).AsTask();

    private byte[] Pack(params string[] revisions) =>
        Git.RunBytes(source.Path, Encoding.ASCII.GetBytes(string.Join('\n', revisions) + "\n"), "pack-objects", "--revs", "--thin", "--delta-base-offset", "-q", "--stdout");

    private ObjectId[] GitObjects(string revision) =>
        [.. Git.Run(source.Path, "rev-list", "--objects", revision).Split('\n').Select(line => ObjectId.Parse(line[..40]))];
}
