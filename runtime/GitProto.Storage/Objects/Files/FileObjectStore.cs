using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>The objects of a directory, loose and packed, and of the directories it borrows from.</summary>
public sealed class FileObjectStore : IObjectStore, IPackSource, IAbbreviatingStore, IListingStore, IPackedStore, IDisposable
{
    // What is smaller is read as a whole: that costs less than a window.
    private const long LargeFrom = 1 << 20;
    private readonly ObjectDirectory[] directories;
    private readonly PathGuard guard;
    private readonly FileRepositoryOptions options;
    private readonly Lock gate = new();
    private volatile SourceList sources = new([], [], long.MaxValue);

    // The place of the packs where something was found last: among many, the next thing is most likely there too.
    private volatile int latest;

    internal FileObjectStore(IEnumerable<string> paths, ObjectFormat format, PathGuard guard, FileRepositoryOptions options)
    {
        (Format, this.guard, this.options) = (format, guard, options);
        var cache = new DeltaBaseCache();
        directories = [.. paths.Select(path => new ObjectDirectory(path, format, guard, cache, options))];
        Refresh(sources);
    }

    /// <inheritdoc/>
    public ObjectFormat Format { get; }

    /// <inheritdoc/>
    public IEnumerable<ObjectId> Ids
    {
        get
        {
            Refresh(sources);
            return Packs.SelectMany(pack => Enumerable.Range(0, pack.Index.Count).Select(pack.Index.GetId))
                .Concat(directories.SelectMany(directory => directory.Loose.Ids()));
        }
    }

    /// <inheritdoc/>
    IEnumerable<PackFile> IPackedStore.Packs => Packs;

    /// <summary>The packs as last seen.</summary>
    internal IEnumerable<PackFile> Packs => directories.SelectMany(directory => directory.Packed.Packs);

    /// <summary>The directories, the own one first.</summary>
    internal IReadOnlyList<ObjectDirectory> Directories => directories;

    private ObjectDirectory Own => directories[0];

    /// <inheritdoc/>
    public bool Contains(in ObjectId id)
    {
        SourceList seen;
        do
        {
            seen = sources;
            for (var place = -1; place < seen.Usual; place++)
            {
                if (At(seen, place) is { } source && source.Contains(id))
                    return Note(seen, place);
            }
        }
        while (Refresh(seen));
        return false;
    }

    /// <inheritdoc/>
    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        var damage = new Damage();
        SourceList seen;
        do
        {
            seen = sources;
            for (var place = -1; place < seen.Count(damage.IsNoted); place++)
            {
                try
                {
                    if (At(seen, place) is { } source && source.TryReadHeader(id, out type, out size))
                        return Note(seen, place);
                }
                catch (Exception e) when (damage.Note(e))
                {
                }
            }
        }
        while (Refresh(seen));
        damage.Throw();
        (type, size) = (ObjectType.None, 0);
        return false;
    }

    /// <inheritdoc/>
    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        var damage = new Damage();
        SourceList seen;
        do
        {
            seen = sources;
            for (var place = -1; place < seen.Count(damage.IsNoted); place++)
            {
                try
                {
                    if (At(seen, place) is { } source && source.TryRead(id, maxSize) is { } found && Note(seen, place))
                        return found;
                }
                catch (Exception e) when (damage.Note(e))
                {
                }
            }
        }
        while (Refresh(seen));
        damage.Throw();
        return null;
    }

    /// <inheritdoc/>
    public ObjectContent? OpenRead(in ObjectId id, long maxInMemory = int.MaxValue)
    {
        var (seen, isDamaged) = (sources, false);
        for (var place = 0; place < seen.Count(isDamaged); place++)
        {
            try
            {
                if (seen[place].TryOpenLarge(id, LargeFrom) is { } content)
                    return content;
            }
            catch (Exception e) when (e is CorruptPackException or HashMismatchException)
            {
                // There may be another copy; if there is none, what comes says so.
                isDamaged = true;
            }
        }
        return TryRead(id, maxInMemory) is { } found ? new ObjectContent(found) : null;
    }

    /// <inheritdoc/>
    public int UniqueDigits(in ObjectId id, int? minimum = null)
    {
        var seen = sources;
        var digits = minimum ?? Abbreviation.DefaultDigits(Packs.Sum(pack => (long)pack.Index.Count));
        for (var place = 0; place < seen.Usual; place++)
            digits = Math.Max(digits, seen[place].SharedDigits(id) + 1);
        return Math.Min(digits, Format.HexLength());
    }

    /// <inheritdoc/>
    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content)
    {
        var id = ObjectHasher.Hash(Format, type, content);
        // What is here already may be about to be taken for abandoned, by a gc that does not know what it is written again for.
        if (!Contains(id) || !(Own.Loose.TryFreshen(id) || Own.Packed.TryFreshen(id) || IsLent(id)))
            Own.Loose.Write(id, type, content);
        return id;
    }

    private bool IsLent(ObjectId id) => directories.Skip(1).Any(lender => lender.Loose.Contains(id) || lender.Packed.Packs.Any(pack => pack.Contains(id)));

    /// <inheritdoc/>
    public async ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (options.Inspect is { } inspect)
            return await ReceiveApartAsync(pack, options, inspect, progress, cancellationToken).ConfigureAwait(false);
        this.options.Shared.MakeDirectory(Own.Packed.Path);
        using var place = guard.Hold(Own.Packed.Path);
        using var staged = await PackReceiver.ReceiveAsync(
            pack, place.Path, options.ToIndexOptions(this, progress, this.options.Flushed) with { Shared = this.options.Shared }, cancellationToken).ConfigureAwait(false);
        if (staged.Summary.ObjectCount > 0)
            CheckTwins(staged, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (staged.Summary.ObjectCount > 0)
        {
            if (options.Hold?.TryWrite(Path.Join(place.Path, $"pack-{staged.Summary.Checksum}.pack")) is { } held)
                options.Hold.Own(Path.Join(Own.Packed.Path, Path.GetFileName(held)));
            staged.Install();
            Refresh(sources);
        }
        return staged.Summary;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var directory in directories)
            directory.Dispose();
    }

    GitObject? IBaseObjects.TryRead(in ObjectId id) => TryRead(id);

    /// <inheritdoc/>
    /// <remarks>Of a damaged pack the object is taken from elsewhere, if it is anywhere.</remarks>
    public bool TryGetStored(in ObjectId id, out StoredEntry entry)
    {
        var (seen, isDamaged) = (sources, false);
        for (var place = -1; place < seen.Count(isDamaged); place++)
        {
            try
            {
                if (At(seen, place) is IPackedSource packed && packed.TryGetStored(id, out entry))
                    return Note(seen, place);
            }
            catch (CorruptPackException)
            {
                isDamaged = true;
            }
        }
        entry = default;
        return false;
    }

    private async ValueTask<ReceivedPack> ReceiveApartAsync(
        PipeReader pack, ReceivePackOptions options, Func<IObjectStore, ReceivedPack, CancellationToken, ValueTask> inspect,
        IProgress<PackProgress>? progress, CancellationToken cancellationToken)
    {
        using var quarantine = ObjectQuarantine.Create(Own.Path, guard, this.options.Shared);
        using var staged = await PackReceiver.ReceiveAsync(
            pack, quarantine.PackDirectory, options.ToIndexOptions(this, progress, this.options.Flushed) with { Shared = this.options.Shared }, cancellationToken).ConfigureAwait(false);
        using (var incoming = Open(staged))
        {
            StoredTwins.Check(this, Twins(incoming), incoming, cancellationToken);
            await inspect(new IncomingObjects(this, incoming, quarantine.Path), staged.Summary, cancellationToken).ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        var held = staged.Summary.ObjectCount > 0 ? options.Hold?.TryWrite(quarantine.PackPath(staged.Summary.Checksum)) : null;
        quarantine.Install();
        // Where another one stood in its place, that stays, and this one goes with the quarantine.
        if (held is not null && !File.Exists(held))
            options.Hold!.Own(Path.Join(Own.Packed.Path, Path.GetFileName(held)));
        Refresh(sources);
        return staged.Summary;
    }

    private void CheckTwins(StagedPack staged, CancellationToken cancellationToken)
    {
        using var incoming = staged.Open();
        StoredTwins.Check(this, Twins(incoming), incoming, cancellationToken);
    }

    // A pack of the same name is kept, and the new one dropped.
    private IEnumerable<ObjectId> Twins(PackFile incoming)
    {
        Refresh(sources);
        return Packs.Where(pack => pack.Checksum != incoming.Checksum).SelectMany(pack => StoredTwins.Common(pack.Index, incoming.Index))
            .Concat(directories.SelectMany(directory => directory.Loose.Ids().Where(id => incoming.Contains(id))));
    }

    // An empty pack is no file that git would like to find.
    private PackFile Open(StagedPack staged)
    {
        if (staged.Summary.ObjectCount == 0)
            return staged.Open();
        var path = staged.Install();
        return PackFile.Open(path, Path.ChangeExtension(path, ".idx"), Format);
    }

    // A place of another list is harmless: it is one more pack to ask.
    private IObjectSource? At(SourceList seen, int place) => place >= 0 ? seen[place] : latest is var hint && hint < seen.Usual ? seen[hint] as IPackedSource : null;

    private bool Note(SourceList seen, int place)
    {
        if (place >= 0 && place != latest && place < seen.Usual && seen[place] is IPackedSource)
            latest = place;
        if (seen.Tires(place))
            Refresh(seen, isTired: true);
        return true;
    }

    // True also if another thread has just found new packs: whoever asks looks again then.
    private bool Refresh(SourceList seen, bool isTired = false)
    {
        lock (gate)
        {
            var cover = (isTired || seen.Tires(seen.Usual)) && sources == seen;
            var changed = seen.Usual == 0 || cover;
            foreach (var directory in directories)
            {
                changed |= directory.Packed.Refresh();
                if (cover)
                    directory.Packed.Cover();
            }
            if (changed)
                sources = List();
            return changed || sources != seen;
        }
    }

    private SourceList List()
    {
        var covered = directories.Select(directory => directory.Packed.Covered).OfType<CoveredPacks>().ToList();
        var behind = covered.SelectMany(several => several.Packs).ToHashSet();
        // To take a multi-pack index in costs about as much as to ask a pack in vain for every second object.
        var patience = directories.Any(directory => directory.Packed.MayCover) ? Packs.Sum(pack => (long)pack.Index.Count) / 2 : long.MaxValue;
        return new([.. covered, .. Packs.Where(pack => !behind.Contains(pack)), .. directories.Select(directory => directory.Loose)], behind, patience);
    }
}
