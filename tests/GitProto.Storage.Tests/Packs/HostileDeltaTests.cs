using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

[Category("hostile"), CancelAfter(20_000)]
public sealed class HostileDeltaTests
{
    private static readonly byte[] Hello = "hello\n"u8.ToArray();

    [Test]
    public async Task P04_Rings_of_deltas_are_refused([Values(1, 2, 1000)] int length)
    {
        var ids = Enumerable.Range(0, length).Select(i => ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, [.. Hello, (byte)i, (byte)(i >> 8)])).ToArray();
        var builder = new PackBuilder();
        for (var i = 0; i < length; i++)
            builder.Ref(ids[(i + 1) % length], new DeltaBuilder(8, 8).Copy(0, 6).Insert((byte)i, (byte)(i >> 8)).Build());

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain("rests on itself");
    }

    [Test]
    public async Task P04_A_ring_is_no_ring_if_a_full_copy_is_there()
    {
        byte[] other = [.. Hello, 1];
        var builder = new PackBuilder();
        builder.Ref(Id(other), new DeltaBuilder(7, 6).Copy(0, 6).Build());
        builder.Ref(Id(Hello), new DeltaBuilder(6, 7).Copy(0, 6).Insert(1).Build());
        builder.Whole(ObjectType.Blob, Hello);

        using var pack = (await PackInput.ReceiveAsync(builder.Build())).Pack;

        pack.Index.Count.ShouldBe(3);
        pack.Contains(Id(other)).ShouldBeTrue();
    }

    [Test]
    public void P04_A_ring_in_a_stored_pack_is_refused_by_the_reader([Values(1, 2, 1000)] int length)
    {
        var builder = new PackBuilder();
        var table = new PackTable();
        var ids = Enumerable.Range(0, length).Select(i => Id([(byte)i, (byte)(i >> 8)])).ToArray();
        for (var i = 0; i < length; i++)
        {
            var offset = builder.Ref(ids[(i + 1) % length], new DeltaBuilder(8, 8).Copy(0, 8).Build());
            table.Add(new PackEntry { Id = ids[i], Offset = offset });
        }
        using var pack = LyingPack.Open(builder, table);

        Should.Throw<CorruptPackException>(() => pack.TryRead(ids[0])).Message.ShouldContain("leads back to itself");
        Should.Throw<CorruptPackException>(() => pack.TryReadHeader(ids[0], out _, out _)).Message.ShouldContain("leads back to itself");
    }

    [TestCase(1L << 31)]
    [TestCase(1L << 40)]
    [TestCase((1L << 60) - 1)]
    public async Task P07_A_delta_that_promises_too_much_is_refused_before_allocation(long size)
    {
        var before = GC.GetTotalAllocatedBytes();

        (await Refuse<LimitExceededException>(new DeltaBuilder(6, size).Copy(0, 6).Build())).ShouldContain("MaxDeltaObjectSize");

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64 << 20);
    }

    [Test]
    public async Task P07_A_size_of_2_to_the_62_is_refused() =>
        (await Refuse<CorruptPackException>(new DeltaBuilder(6, 1L << 62).Copy(0, 6).Build())).ShouldContain("60 bits");

    [Test]
    public async Task P07_A_promise_below_the_limit_that_the_operations_do_not_keep_allocates_nothing()
    {
        var before = GC.GetTotalAllocatedBytes();

        (await Refuse<CorruptPackException>(new DeltaBuilder(6, 500 << 20).Copy(0, 6).Build())).ShouldContain("declares 524288000");

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64 << 20);
    }

    [Test]
    public async Task P07_A_chain_of_large_objects_is_refused_by_the_sum()
    {
        const int size = 64 << 20;
        var builder = new PackBuilder();
        var grow = new DeltaBuilder(0x10000, size);
        for (var i = 0; i < size / 0x10000; i++)
            grow.Copy(0, 0x10000);
        var previous = builder.Ofs(builder.Whole(ObjectType.Blob, new byte[0x10000]), grow.Build());
        var keep = new DeltaBuilder(size, size);
        for (var i = 0; i < 8; i++)
            keep.Copy((uint)(i * (size / 8)), size / 8);
        for (var i = 0; i < 10_000; i++)
            previous = builder.Ofs(previous, keep.Build());

        (await PackInput.RefuseAsync<LimitExceededException>(builder.Build(), new() { Limits = PackLimits.Strict })).ShouldContain("MaxInflatedSize");
    }

    [Test]
    public async Task P08_A_copy_outside_the_base_is_refused()
    {
        var builder = new PackBuilder();
        builder.Ofs(builder.Whole(ObjectType.Blob, [1]), new DeltaBuilder(1, 2).Raw(0x90, 2).Build());
        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain("copies 2 bytes at 0 of a base of 1");
        await Refuse<CorruptPackException>(new DeltaBuilder(6, 7).Copy(0, 7).Build());
        await Refuse<CorruptPackException>(new DeltaBuilder(6, 1).Copy(6, 1).Build());
        await Refuse<CorruptPackException>(new DeltaBuilder(6, 0xffffff).Copy(uint.MaxValue, 0xffffff).Build());
        (await Refuse<CorruptPackException>(new DeltaBuilder(6, 3).Copy(5, 3).Build())).ShouldContain("copies 3 bytes at 5 of a base of 6");
    }

    [Test]
    public async Task P09_Deltas_that_do_not_add_up_are_refused()
    {
        byte[][] deltas =
        [
            new DeltaBuilder(6, 6).Copy(0, 5).Build(),
            new DeltaBuilder(6, 5).Copy(0, 6).Build(),
            new DeltaBuilder(6, 2).Insert(1, 2, 3).Build(),
            new DeltaBuilder(6, 4).Insert(1, 2, 3).Build(),
            new DeltaBuilder(6, 6).Copy(0, 6).Insert(1).Build(),
            new DeltaBuilder(6, 6).Copy(0, 6).Copy(0, 1).Build(),
            new DeltaBuilder(6, 6).Copy(0, 6).Raw(0).Build(),
            new DeltaBuilder(6, 6).Raw(0).Copy(0, 6).Build(),
            new DeltaBuilder(7, 6).Copy(0, 6).Build(),
            new DeltaBuilder(5, 5).Copy(0, 5).Build(),
            new DeltaBuilder(6, 6).Raw(0x91, 0).Raw(0xff, 1, 2).Build(),
            new DeltaBuilder(6, 6).Copy(0, 6).Raw(0x90).Build(),
            new DeltaBuilder(6, 5).Raw(5, 1, 2).Build(),
            new DeltaBuilder(6, 3).Raw(1, 0x80).Build(),
            [6, 0x80],
            [0x80],
            [],
        ];
        foreach (var delta in deltas)
            await Refuse<CorruptPackException>(delta);
    }

    [Test]
    public void P09_A_copy_of_size_zero_copies_65536_bytes()
    {
        var source = new byte[70_000];
        new Random(1).NextBytes(source);
        var target = new byte[0x10000];

        Delta.Apply(new DeltaBuilder(70_000, 0x10000).Raw(0x81, 5).Build(), source, target).ShouldBeNull();

        target.ShouldBe(source[5..0x10005]);
    }

    [Test]
    public async Task P10_A_chain_of_10000_deltas_is_resolved_and_read() => await ReadChain(10_000, refDeltas: false);

    [Test]
    public async Task P10_A_chain_of_10000_deltas_named_by_id_is_resolved_and_read() => await ReadChain(9_000, refDeltas: true);

    [Test]
    public async Task P10_A_chain_of_500000_deltas_is_refused_by_the_limit()
    {
        var error = await Should.ThrowAsync<LimitExceededException>(() => PackInput.ReceiveAsync(Chain(500_000, false, out _)));

        error.Limit.ShouldBe("MaxDeltaDepth");
    }

    [Test]
    public async Task P10_A_chain_of_500000_deltas_is_resolved_if_the_limit_is_lifted()
    {
        var received = await PackInput.ReceiveAsync(Chain(500_000, false, out _), new() { Limits = new() { MaxDeltaDepth = int.MaxValue } });

        received.Summary.ObjectCount.ShouldBe(500_001);
    }

    private static async Task ReadChain(int length, bool refDeltas)
    {
        using var pack = (await PackInput.ReceiveAsync(Chain(length, refDeltas, out var last))).Pack;

        var found = pack.TryRead(Id(last)).ShouldNotBeNull();

        found.Span.ToArray().ShouldBe(last);
    }

    private static byte[] Chain(int length, bool refDeltas, out byte[] last)
    {
        var builder = new PackBuilder();
        last = [.. Hello, 0, 0, 0];
        var previous = builder.Whole(ObjectType.Blob, last);
        for (var i = 1; i <= length; i++)
        {
            var delta = new DeltaBuilder(9, 9).Copy(0, 6).Insert((byte)i, (byte)(i >> 8), (byte)(i >> 16)).Build();
            previous = refDeltas ? builder.Ref(Id(last), delta) : builder.Ofs(previous, delta);
            last = [.. Hello, (byte)i, (byte)(i >> 8), (byte)(i >> 16)];
        }
        return builder.Build();
    }

    private static ObjectId Id(byte[] body) => ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, body);

    private static async Task<string> Refuse<TError>(byte[] delta)
        where TError : GitProtoException
    {
        var builder = new PackBuilder();
        builder.Ofs(builder.Whole(ObjectType.Blob, Hello), delta);
        return await PackInput.RefuseAsync<TError>(builder.Build());
    }
}
