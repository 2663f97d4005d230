using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Packs;
using GitProto.Conformance.Repositories;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows P and those of N that are about packs: each pack has all that is needed, and one thing that is wrong.</summary>
internal static class PackRows
{
    private const string Refuse = "raw-pack.check-trailer";
    private const string Bases = "raw-pack.bases-inside";
    private const int HashLength = 20;
    private static readonly byte[] Text = "hostile\n"u8.ToArray();
    private static readonly byte[] Other = "Hostile\n"u8.ToArray();
    private static readonly ObjectId Absent = ObjectId.Parse("1234567890123456789012345678901234567890");

    /// <summary>All of them, from either side.</summary>
    public static IEnumerable<Fault> All(RepositorySet repositories)
    {
        var served = new OddPack(Path.Join(repositories.Served, "basic.git"));
        var pushed = new OddPack(Path.Join(repositories.Root, "seeds", "ahead.git"));
        foreach (var (row, name, rule, title, effect, make) in Packs())
        {
            yield return HostilePack.Served(row, name, rule, title, () => make(served), effect);
            yield return HostilePack.Pushed(row, name, rule, title, () => make(pushed), effect);
            // Where a pack ends and what belongs to it nobody says but itself.
            if (row == "P12")
                yield return HostilePack.ServedBare(row, name, rule, title, () => make(served), effect);
        }
        yield return HostilePack.Pushed("P05", "object-missing", "push.connected", "that lacks an object of the new commits", () => pushed.Begin(lacksTree: true).Build());
    }

    private static IEnumerable<(string Row, string Name, string Rule, string Title, FaultEffect Effect, Func<OddPack, byte[]> Make)> Packs() =>
    [
        With("P01", "offset-0", "with a delta on itself", pack => pack.Distance(0, Delta())),
        With("P01", "offset-beyond", "with a delta on what is before the pack", pack => pack.Distance(1 << 30, Delta())),
        With("P01", "offset-header", "with a delta on the header of the pack", pack => pack.Distance(pack.Offset - 4, Delta())),
        With("P01", "offset-within", "with a delta on the middle of an object", OnTheMiddle),
        With("P01", "offset-endless", "with an offset of eleven bytes", pack => pack.Raw([0x60 | 8, .. Enumerable.Repeat((byte)0xff, 10), 0])),
        With("P02", "size-endless", "with a size of a hundred bytes", pack => pack.Raw([0xb0, .. Enumerable.Repeat((byte)0xff, 100), 0])),
        With("P02", "size-2-63", "with an object of eight exbibytes", pack => pack.Raw([0xb0, .. Enumerable.Repeat((byte)0x80, 8), 0x10, .. Deflater.Compress(Text)])),
        With("P02", "type-0", "with an object of no kind", pack => pack.Raw([8, .. Deflater.Compress(Text)])),
        With("P02", "type-5", "with an object of a kind that is not there yet", pack => pack.Raw([(5 << 4) | 8, .. Deflater.Compress(Text)])),
        Whole("P03", "count-largest", "that promises four thousand million objects", Refuse, pack => pack.Build(promised: uint.MaxValue)),
        Whole("P03", "count-0", "that promises no object", Refuse, pack => pack.Build(promised: 0)),
        Whole("P03", "version-9", "of a version that is not there yet", Refuse, pack => pack.Build(version: 9)),
        With("P04", "cycle", "with two deltas on each other", Cycle, Bases),
        With("P04", "own-base", "with a delta on its own result", pack => pack.Ref(Id(Text), Delta(Text)), Bases),
        With("P05", "base-absent", "with a delta on an object that is nowhere", pack => pack.Ref(Absent, Delta()), Bases),
        With("P06", "longer", "with an object that is longer than it says", pack => pack.Entry(PackEntryType.Blob, 10, [], Deflater.Compress(new byte[4 << 20]))),
        With("P06", "shorter", "with an object that is shorter than it says", pack => pack.Entry(PackEntryType.Blob, 10, [], Deflater.Compress(Text))),
        With("P07", "huge-result", "with a delta that promises an exbibyte", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(8, 1L << 60).Copy(0, 8).Build())),
        With("P08", "copy-beyond", "with a delta that copies what is behind its base", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(8, 8).Copy(4, 8).Build())),
        With("P08", "copy-far", "with a delta that copies from the largest offset", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(8, 8).Copy(uint.MaxValue, 0xffffff).Build())),
        With("P09", "base-size", "with a delta on a base of another size", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(9, 8).Copy(0, 8).Build())),
        With("P09", "result-short", "with a delta that makes less than it says", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(8, 9).Copy(0, 8).Build())),
        With("P09", "result-long", "with a delta that makes more than it says", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(8, 4).Copy(0, 8).Build())),
        With("P09", "opcode-0", "with a delta that has the operation 0", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(8, 8).Copy(0, 8).Raw(0).Build())),
        With("P09", "literal-cut", "with a delta whose last bytes are missing", pack => pack.Ofs(pack.Whole(ObjectType.Blob, Text), new DeltaBuilder(8, 8).Raw(8, 1, 2).Build())),
        With("P10", "chain", "with a chain of five thousand deltas", Chain, Refuse, FaultEffect.Surplus),
        With("P11", "zlib-cut", "with an object whose compressed bytes end early", pack => pack.Entry(PackEntryType.Blob, 8, [], Deflater.Compress(Text)[..^6])),
        With("P11", "zlib-sum", "with an object whose checksum is wrong", pack => pack.Entry(PackEntryType.Blob, 8, [], Flipped(Deflater.Compress(Text), 1))),
        With("P11", "zlib-none", "with an object that is not compressed", pack => pack.Entry(PackEntryType.Blob, 8, [], Text)),
        Whole("P12", "trailer", "whose trailer is wrong", Refuse, pack => Flipped(pack.Build(), 1)),
        Whole("P12", "cut", "that ends before its trailer", Refuse, pack => pack.Build()[..^HashLength], FaultEffect.Cut),
        Whole("P12", "junk", "and more behind its trailer", "raw-pack.stop-at-trailer", pack => [.. pack.Build(), .. Text], FaultEffect.Surplus),
        With("P13", "same-object", "that has an object a thousand times", pack => Enumerable.Repeat(Text, 1000).ToList().ForEach(text => pack.Whole(ObjectType.Blob, text)), Refuse, FaultEffect.Surplus),
        With("P24", "empty-objects", "with an empty file and an empty tree", EmptyObjects, Refuse, FaultEffect.None),
        With("N15", "bomb", "with fifteen levels of trees, each ten times in the one above", pack => Levels(pack, 15, 10), Refuse, FaultEffect.Surplus),
        With("N16", "deep-trees", "with three thousand trees, each within another", pack => Levels(pack, 3000, 1), Refuse, FaultEffect.Surplus),
        With("N16", "tags-of-tags", "with three thousand tags, each of another", Tags, Refuse, FaultEffect.Surplus),
    ];

    private static (string, string, string, string, FaultEffect, Func<OddPack, byte[]>) With(string row, string name, string title, Action<PackBuilder> add, string rule = Refuse, FaultEffect effect = FaultEffect.Wrong) =>
        Whole(row, name, title, rule, pack =>
        {
            add(pack);
            return pack.Build();
        }, effect);

    private static (string, string, string, string, FaultEffect, Func<OddPack, byte[]>) Whole(string row, string name, string title, string rule, Func<PackBuilder, byte[]> make, FaultEffect effect = FaultEffect.Wrong) =>
        (row, name, rule, title, effect, odd => make(odd.Begin()));

    private static byte[] Delta() => Delta(Other);

    private static byte[] Delta(byte[] result) => new DeltaBuilder(Text.Length, result.Length).Insert(result).Build();

    private static ObjectId Id(byte[] blob) => ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, blob);

    private static byte[] Flipped(byte[] bytes, int fromEnd)
    {
        bytes[^fromEnd] ^= 1;
        return bytes;
    }

    /// <summary>What is right; so the packs that are refused are not refused for what all of them hold.</summary>
    internal static void EmptyObjects(PackBuilder pack)
    {
        pack.Whole(ObjectType.Blob, []);
        pack.Whole(ObjectType.Tree, []);
    }

    private static void OnTheMiddle(PackBuilder pack)
    {
        var start = pack.Whole(ObjectType.Blob, Text);
        pack.Distance(pack.Offset - start - 1, Delta());
    }

    private static void Cycle(PackBuilder pack)
    {
        pack.Ref(Id(Other), Delta(Text));
        pack.Ref(Id(Text), Delta(Other));
    }

    private static void Chain(PackBuilder pack)
    {
        var last = pack.Whole(ObjectType.Blob, Text);
        for (var number = 0; number < 5000; number++)
            last = pack.Ofs(last, new DeltaBuilder(8, 8).Insert(Encoding.ASCII.GetBytes(number.ToString("x8", CultureInfo.InvariantCulture))).Build());
    }

    private static void Levels(PackBuilder pack, int levels, int entries)
    {
        pack.Whole(ObjectType.Blob, Text);
        var below = TreeBytes.Of([.. Enumerable.Range(0, entries).Select(number => ("100644", number.ToString("x2", CultureInfo.InvariantCulture), Id(Text)))]);
        for (var level = 0; level < levels; level++)
        {
            pack.Whole(ObjectType.Tree, below);
            var id = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Tree, below);
            below = TreeBytes.Of([.. Enumerable.Range(0, entries).Select(number => ("40000", number.ToString("x2", CultureInfo.InvariantCulture), id))]);
        }
        pack.Whole(ObjectType.Tree, below);
    }

    private static void Tags(PackBuilder pack)
    {
        pack.Whole(ObjectType.Blob, Text);
        var (id, type) = (Id(Text), "blob");
        for (var number = 0; number < 3000; number++)
        {
            var tag = Encoding.ASCII.GetBytes($"object {id}\ntype {type}\ntag x\ntagger A U Thor <author@example.com> 1700000000 +0000\n\nx\n");
            pack.Whole(ObjectType.Tag, tag);
            (id, type) = (ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Tag, tag), "tag");
        }
    }
}
