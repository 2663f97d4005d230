using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

[Category("hostile"), CancelAfter(20_000)]
public sealed class HostileEntryTests
{
    private static readonly byte[] Hello = "hello\n"u8.ToArray();
    private static readonly byte[] Same = new DeltaBuilder(6, 6).Copy(0, 6).Build();

    [Test]
    public async Task P01_Ofs_delta_offset_zero_is_refused() => (await RefuseDistance(builder => 0)).ShouldContain("a delta on itself");

    [Test]
    public async Task P01_Ofs_delta_before_the_pack_is_refused() =>
        (await RefuseDistance(builder => builder.Offset + 1000)).ShouldContain("before the first entry");

    [Test]
    public async Task P01_Ofs_delta_into_the_header_is_refused([Range(1, 12)] int place) =>
        (await RefuseDistance(builder => builder.Offset - place + 1)).ShouldContain("before the first entry");

    [Test]
    public async Task P01_Ofs_delta_into_the_middle_of_an_entry_is_refused() =>
        (await RefuseDistance(builder => builder.Offset - 13)).ShouldContain("where no entry begins");

    [Test]
    public async Task P01_Ofs_delta_with_an_endless_offset_is_refused([Values(9, 10, 1000)] int length)
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, Hello);
        builder.Raw([0x66, .. Enumerable.Repeat((byte)0xff, length), .. Deflater.Compress(Same)]);

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain("base offset");
    }

    [Test]
    public async Task P02_A_size_with_many_continuation_bytes_is_refused([Values(9, 10, 11, 1000)] int length, [Values(0x80, 0xff)] int value)
    {
        var builder = new PackBuilder();
        builder.Raw([0xb0, .. Enumerable.Repeat((byte)value, length), 0]);

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain("more than 60 bits");
    }

    [Test]
    public async Task P02_Sizes_that_wrap_are_refused([Values(0x08, 0x0f)] int last)
    {
        var builder = new PackBuilder();
        builder.Raw([0xb0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, (byte)last, .. Deflater.Compress(Hello)]);

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain("more than 60 bits");
    }

    [Test]
    public async Task P02_Reserved_types_are_refused([Values(0, 5)] int type)
    {
        var builder = new PackBuilder();
        builder.Entry((PackEntryType)type, 6, [], Deflater.Compress(Hello));

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain($"reserved type {type}");
    }

    [Test]
    public async Task P02_A_header_cut_at_each_byte_is_refused()
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, new byte[5000]);
        var start = (int)builder.Ref(ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, Hello), Same);
        var pack = builder.Build();
        for (var length = start; length < start + 21; length++)
            (await PackInput.RefuseAsync<CorruptPackException>(pack[..length])).ShouldContain("ends early");
    }

    [Test]
    public async Task P06_An_object_larger_than_declared_is_refused_at_once()
    {
        var builder = new PackBuilder();
        builder.Entry(PackEntryType.Blob, 10, [], Deflater.Compress(new byte[32 << 20]));

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain("more than the 10 bytes");
    }

    [Test]
    public async Task P06_An_object_smaller_than_declared_is_refused([Values(11, 1000, 200_000)] int declared)
    {
        var builder = new PackBuilder();
        builder.Entry(PackEntryType.Blob, declared, [], Deflater.Compress(new byte[10]));

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain($"10 bytes where {declared}");
    }

    [Test]
    public async Task P11_A_byte_between_entries_is_refused_at_its_offset()
    {
        var builder = new PackBuilder();
        var stream = Deflater.Compress(Hello);
        builder.Entry(PackEntryType.Blob, 6, [], [.. stream, 0]);
        builder.Whole(ObjectType.Blob, Hello);

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain($"offset {12 + 1 + stream.Length} has the reserved type 0");
    }

    [Test]
    public async Task P11_Two_streams_in_one_entry_are_refused()
    {
        var builder = new PackBuilder();
        builder.Entry(PackEntryType.Blob, 6, [], [.. Deflater.Compress(Hello), .. Deflater.Compress(Hello)]);

        await PackInput.RefuseAsync<CorruptPackException>(builder.Build());
    }

    [Test]
    public async Task P11_A_wrong_Adler32_is_refused_at_the_right_offset()
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, Hello);
        var stream = Deflater.Compress(Hello);
        stream[^1] ^= 1;
        var offset = builder.Entry(PackEntryType.Blob, 6, [], stream);

        (await PackInput.RefuseAsync<CorruptPackException>(builder.Build())).ShouldContain($"offset {offset} is corrupt: its Adler-32 is wrong");
    }

    private static async Task<string> RefuseDistance(Func<PackBuilder, long> distance)
    {
        var builder = new PackBuilder();
        builder.Whole(ObjectType.Blob, Hello);
        builder.Distance(distance(builder), Same);
        return await PackInput.RefuseAsync<CorruptPackException>(builder.Build());
    }
}
