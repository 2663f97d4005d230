namespace GitProto.Storage;

/// <summary>The packs that a multi-pack index covers, asked with one search. Of an object that several have the copy is read that the multi-pack index names.</summary>
internal sealed class CoveredPacks : IPackedSource
{
    private readonly MultiPackTable table;
    private readonly PackFile[] packs;

    private CoveredPacks(MultiPackIndex index, PackFile[] packs)
    {
        this.packs = packs;
        table = MultiPackTable.Build(index, [.. packs.Select(pack => pack.Index)]);
    }

    /// <summary>The packs.</summary>
    public IReadOnlyList<PackFile> Packs => packs;

    /// <summary>Opens the multi-pack index of a directory of packs.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="known">Its packs, by the paths of their indexes; null for one that is damaged.</param>
    /// <param name="format">The hash of the repository.</param>
    /// <param name="guard">Where it may lie.</param>
    /// <returns>Null if there is none, or it is damaged, or one of its packs is: what it says can be found out without it.</returns>
    public static CoveredPacks? TryOpen(string directory, IReadOnlyDictionary<string, PackFile?> known, ObjectFormat format, PathGuard guard)
    {
        try
        {
            if (MultiPackIndex.TryOpen(directory, format, guard) is not { } index)
                return null;
            var packs = new PackFile[index.PackNames.Count];
            for (var number = 0; number < packs.Length; number++)
            {
                if (known.GetValueOrDefault(Path.Join(directory, index.PackNames[number])) is not { } pack)
                    return null;
                packs[number] = pack;
            }
            return new CoveredPacks(index, packs);
        }
        catch (Exception e) when (e is GitProtoException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Contains(in ObjectId id) => table.TryFind(id, out _);

    /// <inheritdoc/>
    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        var isHere = table.TryFind(id, out var found);
        (type, size) = isHere ? packs[found.Pack].HeaderAt(found.Place) : (ObjectType.None, 0);
        return isHere;
    }

    /// <inheritdoc/>
    public int SharedDigits(in ObjectId id)
    {
        var digits = 0;
        foreach (var pack in packs)
            digits = Math.Max(digits, pack.Index.SharedDigits(id));
        return digits;
    }

    /// <inheritdoc/>
    public GitObject? TryRead(in ObjectId id, long maxSize) => table.TryFind(id, out var found) ? packs[found.Pack].ReadAt(found.Place, id, maxSize) : null;

    /// <inheritdoc/>
    public ObjectContent? TryOpenLarge(in ObjectId id, long from) => table.TryFind(id, out var found) ? packs[found.Pack].TryOpenLargeAt(found.Place, from) : null;

    /// <inheritdoc/>
    public bool TryGetStored(in ObjectId id, out StoredEntry entry)
    {
        var isHere = table.TryFind(id, out var found);
        entry = isHere ? packs[found.Pack].GetStored(found.Place) : default;
        return isHere;
    }
}
