namespace GitProto.Storage;

/// <summary>
/// The packs of an objects directory. When an object is not found the directory is looked at again, for another process may have packed it elsewhere.
/// A pack that vanished stays readable for those who are reading it.
/// </summary>
internal sealed class PackDirectory(string directory, ObjectFormat format, PathGuard guard, DeltaBaseCache cache) : IDisposable
{
    // Within this time a change may not show in the directory's time stamp.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly Dictionary<string, PackFile?> known = new(StringComparer.Ordinal);
    private volatile PackFile[] packs = [];
    private volatile CoveredPacks? covered;
    private (DateTime Time, long Length) coverStamp;
    private PackFile[]? coverTried;
    private bool isCovering;
    private bool couldCover;
    private DateTime listed = DateTime.MinValue;
    private bool isSettled;

    /// <summary>The path.</summary>
    public string Path => directory;

    /// <summary>The packs as last seen.</summary>
    public IReadOnlyList<PackFile> Packs => packs;

    /// <summary>The packs that a multi-pack index covers, as last seen; null if none does.</summary>
    public CoveredPacks? Covered => covered;

    /// <summary>True if there is a multi-pack index that nobody has looked into yet.</summary>
    public bool MayCover => !isCovering && packs.Length > 1 && CoverFile.Exists;

    /// <summary>The packs as last seen, by the paths of their indexes; null for one that is damaged.</summary>
    public IReadOnlyList<KeyValuePair<string, PackFile?>> All()
    {
        lock (gate)
            return [.. known.OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    /// <summary>Looks for new packs, if the directory may have changed.</summary>
    /// <returns>True if there are any, or a multi-pack index came or went.</returns>
    public bool Refresh()
    {
        lock (gate)
        {
            var time = Directory.GetLastWriteTimeUtc(directory);
            if (isSettled && time == listed)
                return false;
            (listed, isSettled) = (time, DateTime.UtcNow - time > Settled);
            return List();
        }
    }

    /// <summary>Looks into the multi-pack index, if there is one, now and whenever it is another.</summary>
    public void Cover()
    {
        lock (gate)
        {
            isCovering = true;
            LookIntoCover();
        }
    }

    /// <summary>Reads the multi-pack index as it lies there; null if there is none.</summary>
    /// <exception cref="CorruptPackException">It is corrupt.</exception>
    public MultiPackIndex? ReadCover() => MultiPackIndex.TryOpen(directory, format, guard);

    /// <summary>Makes the pack of an object as young as one that was just written.</summary>
    /// <returns>False if it is in none of the packs last seen, or they are not ours to change.</returns>
    public bool TryFreshen(in ObjectId id)
    {
        lock (gate)
        {
            foreach (var (index, pack) in known)
            {
                if (pack is not null && pack.Contains(id) && FinishedFile.TryFreshen(System.IO.Path.ChangeExtension(index, ".pack")))
                    return true;
            }
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pack in known.Values)
            pack?.Dispose();
    }

    private FileInfo CoverFile => new(System.IO.Path.Join(directory, MultiPackIndex.FileName));

    private bool List()
    {
        var present = Directory.Exists(directory) ? Directory.GetFiles(directory, "*.idx") : [];
        var added = false;
        foreach (var index in present.Where(index => !known.ContainsKey(index)))
        {
            known[index] = TryOpen(index);
            added |= known[index] is not null;
        }
        foreach (var gone in known.Keys.Except(present).ToArray())
            known.Remove(gone);
        PackFile[] now = [.. known.Values.OfType<PackFile>()];
        if (!now.AsSpan().SequenceEqual(packs))
            packs = now;
        var could = couldCover;
        couldCover = MayCover;
        return (isCovering && LookIntoCover()) || added || couldCover != could;
    }

    // What is covered stays so for as long as the file and the packs are the same; what could not be used may fit new packs.
    private bool LookIntoCover()
    {
        var (before, file) = (covered, CoverFile);
        var stamp = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        if (stamp != coverStamp || (before is null ? packs != coverTried : before.Packs.Except(packs).Any()))
            covered = stamp.Length > 0 ? CoveredPacks.TryOpen(directory, known, format, guard) : null;
        (coverStamp, coverTried) = (stamp, packs);
        return covered != before;
    }

    // What is damaged, or half there, does not take away the rest.
    private PackFile? TryOpen(string index)
    {
        var pack = System.IO.Path.ChangeExtension(index, ".pack");
        try
        {
            return IsPlain(index) && IsPlain(pack) ? PackFile.Open(pack, index, format, guard, cache) : null;
        }
        catch (Exception e) when (e is CorruptPackException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool IsPlain(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null, Length: > 0 };
}
