using System.Buffers.Binary;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Multi-pack indexes that are damaged, stale or lie: left aside, so that every answer is the one without them.</summary>
[Category("hostile"), CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileMultiPackTests : IDisposable
{
    private const int TableEntry = 12;
    private readonly TempDirectory directory = new();
    private readonly string path;
    private readonly ObjectId[] ids;
    private readonly byte[] bytes;

    public HostileMultiPackTests()
    {
        path = Directory.CreateDirectory(directory.File("r.git")).FullName;
        SampleHistory.Create(path, 12);
        ManyPacks.Split(path, 3, shared: 4);
        Git.Run(path, "multi-pack-index", "write");
        ids = ManyPacks.Ids(path);
        bytes = File.ReadAllBytes(Cover);
    }

    private string Packs => Path.Join(path, "objects", "pack");

    private string Cover => Path.Join(Packs, MultiPackIndex.FileName);

    public void Dispose() => directory.Dispose();

    [Test]
    public void P18_Whatever_byte_of_a_multi_pack_index_is_changed_nothing_is_found_elsewhere_and_nothing_is_lost([Values(0x01, 0x80, 0xff)] int change)
    {
        var indexes = Indexes();
        var used = 0;
        for (var place = 0; place < bytes.Length; place++)
        {
            bytes[place] ^= (byte)change;
            used += IsUsed(bytes, indexes) ? 1 : 0;
            bytes[place] ^= (byte)change;
        }
        // What nobody needs may be wrong: offsets, counts within the fan-out table, the check sum.
        used.ShouldBeInRange(1, bytes.Length - (ids.Length * 20));
    }

    [Test]
    public void P18_A_multi_pack_index_that_is_cut_off_anywhere_or_goes_on_is_left_aside_or_right()
    {
        var indexes = Indexes();
        for (var length = 0; length < bytes.Length; length++)
            IsUsed(bytes[..length], indexes).ShouldBeFalse();
        IsUsed([.. bytes, 0], indexes);
    }

    [TestCase(0, 0xffu, "signature")]
    [TestCase(4, 0x02u, "version")]
    [TestCase(4, 0x00u, "version")]
    [TestCase(5, 0x02u, "hash")]
    [TestCase(5, 0x00u, "hash")]
    [TestCase(6, 0x00u, "no chunks")]
    [TestCase(6, 0xffu, "more chunks than there are")]
    [TestCase(7, 0x01u, "another below it")]
    [TestCase(8, 0xffu, "more packs than names")]
    [TestCase(11, 0x02u, "fewer packs than names")]
    public void P18_A_header_that_lies_leaves_the_multi_pack_index_aside(int place, uint value, string what)
    {
        bytes[place] = (byte)value;
        IsLeftAside().ShouldBeTrue(what);
    }

    [Test]
    public void P18_Chunks_outside_the_file_in_disorder_or_twice_leave_it_aside([Values(0u, 1u, 0x7fffffffu, 0xffffffffu)] uint high, [Values(0u, 11u, 0x7fffffffu, 0xffffffffu)] uint low, [Values(0, 1, 2, 3, 4)] int chunk)
    {
        var entry = 12 + (chunk * TableEntry);
        SetUInt32(entry + 4, high);
        SetUInt32(entry + 8, low);
        Should.Throw<CorruptPackException>(() => MultiPackIndex.Parse(bytes, ObjectFormat.Sha1));
    }

    [Test]
    public void P18_A_chunk_that_is_missing_or_stands_twice_leaves_it_aside([Values(0, 1, 2, 3)] int chunk, [Values(0u, 0x58585858u, 0x4f4f4646u, 0x504e414du)] uint id)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12 + (chunk * TableEntry))) == id)
            return;
        SetUInt32(12 + (chunk * TableEntry), id);
        Should.Throw<CorruptPackException>(() => MultiPackIndex.Parse(bytes, ObjectFormat.Sha1));
    }

    [Test]
    public void P18_A_count_that_the_file_cannot_hold_is_refused_before_memory_is_taken([Values(0x7fffffffu, 0x80000000u, 0xffffffffu)] uint count, [Values] bool packs)
    {
        if (packs)
            SetUInt32(8, count);
        else
            SetUInt32(Chunk("OIDF"u8) + 1020, count);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<CorruptPackException>(() => MultiPackIndex.Parse(bytes, ObjectFormat.Sha1));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Test]
    public void P18_Objects_in_packs_that_do_not_exist_or_have_them_not_leave_it_aside([Values(3u, 0x7fffffffu, 0x80000000u, 0xffffffffu)] uint pack)
    {
        SetUInt32(Chunk("OOFF"u8), pack);
        IsLeftAside().ShouldBeTrue();
    }

    [Test]
    public void P18_Offsets_beyond_the_pack_or_in_another_entry_mislead_nobody([Values(0u, 12u, 0x7fffffffu, 0x80000000u, 0xffffffffu)] uint offset)
    {
        for (var place = 0; place < ids.Length; place++)
            SetUInt32(Chunk("OOFF"u8) + (8 * place) + 4, offset);
        IsLeftAside().ShouldBeFalse();
    }

    [Test]
    public void P18_Two_ids_that_changed_places_leave_it_aside()
    {
        var first = Chunk("OIDL"u8) + (20 * 5);
        var id = bytes.AsSpan(first, 20).ToArray();
        bytes.AsSpan(first + 20, 20).CopyTo(bytes.AsSpan(first));
        id.CopyTo(bytes.AsSpan(first + 20));
        IsLeftAside().ShouldBeTrue();
    }

    [Test]
    public void P18_One_over_packs_of_which_one_is_gone_is_left_aside()
    {
        SampleHistory.Append(path, 6, seed: 2);
        Git.Run(path, "repack", "-q", "-ad", "--keep-unreachable");
        File.WriteAllBytes(Cover, bytes);
        IsLeftAside(write: false).ShouldBeTrue();
    }

    [Test]
    public void P18_One_that_lacks_objects_of_its_packs_is_left_aside()
    {
        var names = Directory.GetFiles(Packs, "*.idx").Order(StringComparer.Ordinal).ToArray();
        var parked = directory.File("parked.idx");
        File.Move(names[1], parked);
        Git.Run(path, "multi-pack-index", "write");
        File.Move(parked, names[1]);
        // Of two packs; the third takes the name of one of them.
        var short_ = File.ReadAllBytes(Cover);
        var (from, to) = (System.Text.Encoding.ASCII.GetBytes(Path.GetFileName(names[2])), System.Text.Encoding.ASCII.GetBytes(Path.GetFileName(names[1])));
        var place = short_.AsSpan().IndexOf(from);
        to.CopyTo(short_.AsSpan(place));
        File.Delete(Cover);
        File.WriteAllBytes(Cover, short_);
        IsLeftAside(write: false).ShouldBeTrue();
    }

    [Test]
    public void P18_One_of_another_hash_is_left_aside()
    {
        var other = Directory.CreateDirectory(directory.File("other.git")).FullName;
        SampleHistory.Create(other, 12, ObjectFormat.Sha256);
        ManyPacks.Split(other, 3);
        Git.Run(other, "multi-pack-index", "write");
        File.Delete(Cover);
        File.Copy(Path.Join(other, "objects", "pack", MultiPackIndex.FileName), Cover);
        IsLeftAside(write: false).ShouldBeTrue();
    }

    [Test]
    public void P18_A_link_or_a_directory_in_its_place_is_not_followed([Values] bool link)
    {
        var elsewhere = directory.File("elsewhere");
        File.Move(Cover, elsewhere);
        if (link)
            File.CreateSymbolicLink(Cover, elsewhere);
        else
            Directory.CreateDirectory(Cover);
        IsLeftAside(write: false).ShouldBeTrue();
    }

    private bool IsLeftAside(bool write = true)
    {
        if (write)
        {
            File.Delete(Cover);
            File.WriteAllBytes(Cover, bytes);
        }
        using var repository = FileRepository.Open(path);
        var covered = ManyPacks.Covered(repository.Objects);
        foreach (var id in ids)
        {
            var found = repository.Objects.TryRead(id).ShouldNotBeNull(id.ToString());
            ObjectHasher.Hash(id.Format, found.Type, found.Span).ShouldBe(id);
        }
        return covered is null;
    }

    private Dictionary<string, PackIndex> Indexes() => Directory.GetFiles(Packs, "*.idx").ToDictionary(name => Path.GetFileName(name), name => PackIndex.Open(name, ObjectFormat.Sha1));

    private bool IsUsed(byte[] cover, Dictionary<string, PackIndex> indexes)
    {
        try
        {
            var index = MultiPackIndex.Parse(cover, ObjectFormat.Sha1);
            PackIndex[] packs = [.. index.PackNames.Select(name => indexes.GetValueOrDefault(name) ?? throw new CorruptPackException($"There is no pack {name}."))];
            var table = MultiPackTable.Build(index, packs);
            foreach (var id in ids)
            {
                table.TryFind(id, out var found).ShouldBeTrue(id.ToString());
                packs[found.Pack].GetId(found.Place).ShouldBe(id);
            }
            return true;
        }
        catch (CorruptPackException)
        {
            return false;
        }
    }

    private int Chunk(ReadOnlySpan<byte> id) => (int)BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(bytes.AsSpan(0, 12 + (TableEntry * bytes[6])).IndexOf(id) + 4));

    private void SetUInt32(int place, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(place), value);
}
