using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>What git and we ourselves write, made once.</summary>
internal static class FuzzSeeds
{
    private static readonly Lazy<Made> Lazily = new(Make);

    /// <summary>A pack of git's with its index, small enough to be read often.</summary>
    public static byte[] Pack => Lazily.Value.Pack;

    /// <summary>Its index of version 2.</summary>
    public static byte[] Index => Lazily.Value.Index;

    /// <summary>Its index of version 1.</summary>
    public static byte[] OldIndex => Lazily.Value.OldIndex;

    /// <summary>Its reverse index.</summary>
    public static byte[] ReverseIndex => Lazily.Value.ReverseIndex;

    /// <summary>A multi-pack index over four packs that have some objects in common.</summary>
    public static byte[] MultiPack => Lazily.Value.MultiPack;

    /// <summary>The indexes of those packs, by the names of their files.</summary>
    public static IReadOnlyDictionary<string, PackIndex> MultiPackIndexes => Lazily.Value.MultiPackIndexes;

    /// <summary>The file <c>packed-refs</c>.</summary>
    public static byte[] PackedRefs => Lazily.Value.PackedRefs;

    /// <summary>The indexes of work trees, of versions 2 and 4, and with a cache of trees.</summary>
    public static IReadOnlyList<byte[]> WorkTreeIndexes => Lazily.Value.WorkTreeIndexes;

    /// <summary>The objects of the pack.</summary>
    public static IReadOnlyDictionary<ObjectId, GitObject> Objects => Lazily.Value.Objects;

    /// <summary>The objects of one kind.</summary>
    public static IReadOnlyList<byte[]> Of(ObjectType type) => [.. Objects.Values.Where(found => found.Type == type).Select(found => found.Span.ToArray())];

    private static Made Make()
    {
        using var directory = new TempDirectory();
        var bare = Directory.CreateDirectory(directory.File("bare.git")).FullName;
        SampleHistory.Create(bare, 7);
        var tip = Git.Run(bare, "rev-parse", "main");
        Git.Run(bare, "tag", "-a", "-m", "a tag", "v1", tip);
        Git.Run(bare, "branch", "other/deep", "main~3");
        Git.Run(bare, "-c", "pack.window=10", "-c", "pack.writeReverseIndex=true", "repack", "-adfq");
        Git.Run(bare, "pack-refs", "--all");
        var pack = Directory.GetFiles(Path.Join(bare, "objects/pack"), "*.pack").ShouldHaveSingleItem();
        Git.Run(bare, "index-pack", "--index-version=1", "-o", directory.File("old.idx"), pack);
        var (one, objects, indexes) = (directory.File("one"), GitObjects.ReadAll(bare), MakeIndexes(bare));
        Directory.CreateDirectory(one);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(pack)!))
            File.Copy(file, Path.Join(one, Path.GetFileName(file)));
        pack = Path.Join(one, Path.GetFileName(pack));
        ManyPacks.Split(bare, 4, shared: 5);
        Git.Run(bare, "multi-pack-index", "write");
        var packs = Path.Join(bare, "objects/pack");
        return new Made(
            File.ReadAllBytes(pack),
            File.ReadAllBytes(Path.ChangeExtension(pack, ".idx")),
            File.ReadAllBytes(directory.File("old.idx")),
            File.ReadAllBytes(Path.Join(bare, "packed-refs")),
            indexes,
            objects,
            File.ReadAllBytes(Path.ChangeExtension(pack, ".rev")),
            File.ReadAllBytes(Path.Join(packs, MultiPackIndex.FileName)),
            Directory.GetFiles(packs, "*.idx").ToDictionary(name => Path.GetFileName(name), name => PackIndex.Open(name, ObjectFormat.Sha1)));
    }

    private static List<byte[]> MakeIndexes(string bare)
    {
        var index = Path.Join(bare, "index");
        Git.Run(bare, "read-tree", "main");
        List<byte[]> made = [File.ReadAllBytes(index)];
        Git.Run(bare, "-c", "index.version=4", "read-tree", "main~1");
        Git.Run(bare, "update-index", "--index-version", "4");
        made.Add(File.ReadAllBytes(index));
        File.Delete(index);
        return made;
    }

    private sealed record Made(
        byte[] Pack, byte[] Index, byte[] OldIndex, byte[] PackedRefs, IReadOnlyList<byte[]> WorkTreeIndexes, IReadOnlyDictionary<ObjectId, GitObject> Objects,
        byte[] ReverseIndex, byte[] MultiPack, IReadOnlyDictionary<string, PackIndex> MultiPackIndexes);
}
