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
    private DateTime listed = DateTime.MinValue;
    private bool isSettled;

    /// <summary>The path.</summary>
    public string Path => directory;

    /// <summary>The packs as last seen.</summary>
    public IReadOnlyList<PackFile> Packs => packs;

    /// <summary>The packs as last seen, by the paths of their indexes; null for one that is damaged.</summary>
    public IReadOnlyList<KeyValuePair<string, PackFile?>> All()
    {
        lock (gate)
            return [.. known.OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    /// <summary>Looks for new packs, if the directory may have changed.</summary>
    /// <returns>True if there are any.</returns>
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
        packs = [.. known.Values.OfType<PackFile>()];
        return added;
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
