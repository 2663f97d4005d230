namespace GitProto.Storage;

/// <summary>Finds all places that the objects of a store are in.</summary>
internal static class StoredParts
{
    /// <summary>The parts of a store.</summary>
    /// <param name="objects">The store.</param>
    /// <param name="bad">Is told of packs that cannot be opened.</param>
    /// <exception cref="ArgumentException">The store cannot say what it holds.</exception>
    public static List<StoredPart> Of(IObjectStore objects, Action<string> bad)
    {
        if (objects is not FileObjectStore files)
            return objects is IListingStore listing ? [StoredPart.Of(objects, listing)] : throw new ArgumentException($"A store has to be an {nameof(IListingStore)} to be checked.", nameof(objects));
        var parts = files.Directories.Select(directory => StoredPart.Of(directory.Loose)).ToList();
        foreach (var (index, pack) in files.Directories.SelectMany(directory => directory.Packed.All()))
        {
            var path = Path.ChangeExtension(index, ".pack");
            if (pack is not null)
                parts.Add(StoredPart.Of(pack, path, File.Exists(Path.ChangeExtension(index, ".promisor"))));
            else if (File.Exists(path))
                bad(path);
        }
        return parts;
    }

    /// <summary>Files between the loose objects that are none.</summary>
    public static IEnumerable<string> Strays(IObjectStore objects) =>
        objects is FileObjectStore files ? files.Directories.SelectMany(directory => directory.Loose.Strays()) : [];
}
