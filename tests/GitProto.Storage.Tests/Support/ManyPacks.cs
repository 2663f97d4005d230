using System.Text;

namespace GitProto.Storage.Tests.Support;

/// <summary>Repositories whose objects are in many packs.</summary>
internal static class ManyPacks
{
    /// <summary>Puts the objects of a repository into so many packs of git's making, in place of those it has.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="count">How many.</param>
    /// <param name="shared">How many objects each pack has from the one before as well.</param>
    public static void Split(string repository, int count, int shared = 0)
    {
        var ids = Ids(repository);
        var packs = Path.Join(repository, "objects", "pack");
        var made = Directory.CreateDirectory(Path.Join(repository, "made")).FullName;
        var size = (ids.Length + count - 1) / count;
        for (var from = 0; from < ids.Length; from += size)
        {
            var part = ids[Math.Max(0, from - shared)..Math.Min(ids.Length, from + size)];
            Git.RunBytes(repository, Encoding.ASCII.GetBytes(string.Concat(part.Select(id => $"{id}\n"))), "pack-objects", "-q", Path.Join(made, "pack"));
        }
        foreach (var old in Directory.GetFiles(packs))
            File.Delete(old);
        foreach (var file in Directory.GetFiles(made))
            File.Move(file, Path.Join(packs, Path.GetFileName(file)));
        Directory.Delete(made);
        Git.Run(repository, "prune-packed");
    }

    /// <summary>All objects, by id.</summary>
    public static ObjectId[] Ids(string repository) =>
        [.. Git.Run(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").Split('\n').Select(line => ObjectId.Parse(line))];

    /// <summary>Has a store look for so much in vain that it looks into the multi-pack index.</summary>
    /// <returns>The packs that are asked with one search; null if there are none.</returns>
    public static IReadOnlyList<PackFile>? Covered(FileObjectStore store)
    {
        var absent = ObjectId.FromBytes(Enumerable.Repeat((byte)0x99, store.Format.ByteLength()).ToArray());
        for (var turn = store.Ids.Count(); turn >= 0; turn--)
            store.Contains(absent).ShouldBeFalse();
        return store.Directories.Select(directory => directory.Packed.Covered).FirstOrDefault(covered => covered is not null)?.Packs;
    }
}
