using System.Buffers.Binary;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Pack indexes that lie about counts, order and places. What git refuses (its test t5313) is refused, before anything is allocated for it.</summary>
[Category("hostile"), CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileIndexTests : IDisposable
{
    private const int FanOut = 8;
    private const int Ids = FanOut + 1024;
    private const int Count = 3;
    private const int Crcs = Ids + (20 * Count);
    private const int Offsets = Crcs + (4 * Count);
    private const int Trailers = Offsets + (4 * Count);
    private readonly TempDirectory directory = new();
    private readonly string pack;
    private readonly string index;
    private readonly byte[] bytes;

    public HostileIndexTests()
    {
        (pack, index) = (directory.File("a.pack"), directory.File("a.idx"));
        var builder = new PackBuilder();
        foreach (var body in new[] { "one\n", "two\n", "three\n" })
            builder.Whole(ObjectType.Blob, System.Text.Encoding.ASCII.GetBytes(body));
        File.WriteAllBytes(pack, builder.Build());
        PackIndexer.IndexAsync(pack).Wait();
        bytes = File.ReadAllBytes(index);
        bytes.Length.ShouldBe(Trailers + 40);
    }

    public void Dispose() => directory.Dispose();

    [Test]
    public void P17_A_count_that_the_file_cannot_hold_is_refused_before_memory_is_taken([Values(4u, 0x7fffffffu, 0x80000000u, 0xffffffffu)] uint count, [Values] bool everywhere)
    {
        for (var i = everywhere ? 0 : 255; i < 256; i++)
            SetUInt32(FanOut + (4 * i), count);
        File.WriteAllBytes(index, bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<CorruptPackException>(() => PackIndex.Open(index, ObjectFormat.Sha1)).Message.ShouldContain("cannot hold");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Test]
    public void P17_A_version_1_with_a_count_that_the_file_cannot_hold_is_refused([Values(1u, 0x7fffffffu, 0xffffffffu)] uint count)
    {
        var old = new byte[1024 + 40];
        BinaryPrimitives.WriteUInt32BigEndian(old.AsSpan(1020), count);
        Should.Throw<CorruptPackException>(() => PackIndex.Parse(old, ObjectFormat.Sha1)).Message.ShouldContain("cannot hold");
    }

    [Test]
    public void P17_A_fan_out_that_falls_is_refused()
    {
        SetUInt32(FanOut, 2);
        SetUInt32(FanOut + 4, 1);
        Should.Throw<CorruptPackException>(Open).Message.ShouldContain("falls");
    }

    [Test]
    public void P17_A_fan_out_that_puts_ids_under_another_first_byte_is_refused()
    {
        for (var i = 0; i < 256; i++)
            SetUInt32(FanOut + (4 * i), Count);
        Should.Throw<CorruptPackException>(Open).Message.ShouldContain("out of order");
    }

    [Test]
    public void P17_Ids_out_of_order_are_refused()
    {
        var first = bytes.AsSpan(Ids, 20).ToArray();
        bytes.AsSpan(Ids + 20, 20).CopyTo(bytes.AsSpan(Ids));
        first.CopyTo(bytes.AsSpan(Ids + 20));
        Should.Throw<CorruptPackException>(Open).Message.ShouldContain("out of order");
    }

    [Test]
    public void P17_An_id_that_stands_twice_is_found_and_the_one_it_replaced_is_not()
    {
        SetUInt32(FanOut + (4 * bytes[Ids + 20]), 2);
        var lost = Id(1);
        bytes.AsSpan(Ids, 20).CopyTo(bytes.AsSpan(Ids + 20));
        for (var i = 0; i < 255; i++)
            SetUInt32(FanOut + (4 * i), i < bytes[Ids] ? 0u : i < bytes[Ids + 40] ? 2u : 3u);

        using var read = Open();
        read.TryRead(Id(0)).ShouldNotBeNull();
        read.TryRead(lost).ShouldBeNull();
    }

    [Test]
    public void P17_An_index_that_counts_fewer_objects_than_the_pack_is_refused()
    {
        for (var i = 0; i < 256; i++)
            SetUInt32(FanOut + (4 * i), Math.Min(2, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(FanOut + (4 * i)))));
        byte[] fewer = [.. bytes[..(Ids + 40)], .. bytes[Crcs..(Crcs + 8)], .. bytes[Offsets..(Offsets + 8)], .. bytes[Trailers..]];
        File.WriteAllBytes(index, fewer);
        Should.Throw<CorruptPackException>(() => PackFile.Open(pack, index, ObjectFormat.Sha1)).Message.ShouldContain("has 3 objects, but its index has 2");
    }

    [TestCase(0u, "outside the entries")]
    [TestCase(11u, "outside the entries")]
    [TestCase(0x7fffffffu, "outside the entries")]
    [TestCase(0x80000000u, "large offsets")]
    [TestCase(0xffffffffu, "large offsets")]
    public void P17_An_object_whose_offset_leads_out_of_the_pack_is_refused_and_the_others_are_read(uint offset, string words)
    {
        SetUInt32(Offsets, offset);
        using var read = Open();
        Should.Throw<CorruptPackException>(() => read.TryRead(Id(0))).Message.ShouldContain(words);
        Should.Throw<CorruptPackException>(() => read.TryGetStored(Id(0), out _)).Message.ShouldContain(words);
        read.TryRead(Id(1)).ShouldNotBeNull();
        read.TryRead(Id(2)).ShouldNotBeNull();
    }

    [TestCase(ulong.MaxValue, "above 2^63")]
    [TestCase(0x8000000000000000, "above 2^63")]
    [TestCase(0x7fffffffffffffffu, "outside the entries")]
    [TestCase(0u, "outside the entries")]
    public void P17_A_large_offset_that_leads_out_of_the_pack_is_refused(ulong offset, string words)
    {
        SetUInt32(Offsets, 0x80000000);
        var large = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(large, offset);
        File.WriteAllBytes(index, [.. bytes[..Trailers], .. large, .. bytes[Trailers..]]);
        using var read = PackFile.Open(pack, index, ObjectFormat.Sha1);
        Should.Throw<CorruptPackException>(() => read.TryRead(Id(0))).Message.ShouldContain(words);
        read.TryRead(Id(1)).ShouldNotBeNull();
    }

    [Test]
    public void P17_An_offset_into_the_middle_of_an_entry_gives_no_object_of_another_content([Range(1, 8)] int further)
    {
        var offset = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(Offsets));
        SetUInt32(Offsets, offset + (uint)further);
        using var read = Open();
        Should.Throw<CorruptPackException>(() => read.TryRead(Id(0)));
        read.TryRead(Id(1)).ShouldNotBeNull();
    }

    private PackFile Open()
    {
        File.WriteAllBytes(index, bytes);
        return PackFile.Open(pack, index, ObjectFormat.Sha1);
    }

    private ObjectId Id(int place) => ObjectId.FromBytes(bytes.AsSpan(Ids + (20 * place), 20));

    private void SetUInt32(int place, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(place), value);
}
