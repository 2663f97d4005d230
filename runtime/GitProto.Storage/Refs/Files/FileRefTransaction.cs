namespace GitProto.Storage;

/// <summary>
/// Updates of refs in files. All locks are taken and all checks made under them before anything changes; what is refused, or not committed, leaves
/// nothing behind. Deleting begins with <c>packed-refs</c>, so that no old value shows through.
/// </summary>
/// <param name="paths">Where the files are.</param>
/// <param name="reader">Reads what is there.</param>
/// <param name="guard">Says where files may be.</param>
/// <param name="twins">What may not be written over; null where the file system tells names apart that differ in case alone.</param>
/// <param name="logs">Where the changes are written down, ahead of them.</param>
/// <param name="options">How the repository is used.</param>
/// <param name="set">How the set of updates is applied.</param>
internal sealed class FileRefTransaction(RefPaths paths, FileRefReader reader, PathGuard guard, CaseTwins? twins, Reflogs logs, FileRepositoryOptions options, RefTransactionOptions set) : IDisposable
{
    private readonly List<PreparedRef> prepared = [];
    private readonly HashSet<ByteString> touched = [];
    private readonly HashSet<ByteString> absent = [];
    private readonly HashSet<ByteString> directories = [];
    private readonly PackedChanges packed = new();
    private LockFile? packedLock;
    private Signature? committer;
    private readonly bool isLogged = logs.AreKept;
    private bool asOne;

    /// <summary>What is prepared, each under the name of the ref that changes.</summary>
    public IReadOnlyList<RefUpdate> Updates => [.. prepared.Select(item => item.Update.Name == item.Name ? item.Update : item.Update.Of(item.Name))];

    /// <summary>Locks one ref and checks the update against it.</summary>
    public RefUpdateResult Prepare(RefUpdate update)
    {
        try
        {
            var name = update.NoFollow ? update.Name : RefResolver.LastName(update.Name, reader.Read);
            return Refuse(update, name) ?? new RefUpdateResult(update);
        }
        catch (RefRefusedException e)
        {
            return new RefUpdateResult(update, RefRefusal.Broken, e.Reason);
        }
    }

    /// <summary>Locks the packed refs if something is to be changed there; if that fails, those changes are refused.</summary>
    /// <param name="results">What is refused is written here.</param>
    /// <param name="together">Whether all that can be changed there is.</param>
    public void PreparePacked(RefUpdateResult[] results, bool together)
    {
        var before = reader.Packed.Read();
        asOne = together && prepared.Count > 1 && prepared.TrueForAll(CanBePacked);
        var concerned = prepared.Where(item => asOne || item.File is null || (item.Update.IsDelete && before.Find(item.Name) is not null)).ToList();
        if (concerned.Count == 0)
            return;
        packedLock = reader.Packed.TryLock(options);
        if (asOne && packedLock is not null)
            Settle();
        var now = packedLock is null ? before : reader.Packed.Read();
        var refused = new Dictionary<RefUpdate, RefUpdateResult>(ReferenceEqualityComparer.Instance);
        foreach (var item in concerned)
        {
            var refusal = packedLock is null ? new RefUpdateResult(item.Update, RefRefusal.Locked, "packed-refs is locked")
                : item.File is null ? RefResults.Compare(item.Update, now.Find(item.Name)) : null;
            if (refusal is null)
                packed.Add(item);
            else
                refused.Add(item.Update, refusal);
        }
        if (refused.Count == 0)
            return;
        prepared.RemoveAll(item => refused.ContainsKey(item.Update) && Release(item));
        for (var index = 0; index < results.Length; index++)
        {
            if (results[index] is { } result && refused.TryGetValue(result.Update, out var refusal))
                results[index] = refusal;
        }
    }

    /// <summary>True once all that was prepared is made.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Makes all that was prepared.</summary>
    public void Commit()
    {
        if (isLogged)
            prepared.ForEach(Log);
        if (packedLock is not null && !packed.IsEmpty)
            reader.Packed.Write(packedLock, packed, options.Flushed.HasFlag(FsyncComponents.Reference));
        foreach (var item in prepared)
        {
            if (item.File is not { } file || asOne)
                continue;
            if (item.Update.IsDelete)
                File.Delete(file.Path);
            else
            {
                RefDirectories.RemoveEmpty(file.Path);
                file.Lock.Commit();
            }
        }
        foreach (var gone in prepared.Where(item => isLogged && item.Update.IsDelete))
            logs.Delete(gone.Name);
        IsCommitted = true;
    }

    // The first refs of a repository have no history yet: as in git, nothing is written down of what goes into packed-refs at once.
    private void Log(PreparedRef item)
    {
        var (update, message) = (item.Update, item.Update.Message ?? set.Message);
        if (set.Initial && item.File is null && update.Message is null)
            return;
        var old = Current(item.Name);
        var now = update.SymbolicTarget is { } link ? Current(link) : update.Target;
        foreach (var name in item.Via)
            logs.Append(name, old, now, Committer, message);
        // As in git, a ref that is made symbolic without a reason, or that leads to nothing, has nothing to tell.
        if (update.SymbolicTarget is not null ? message is not null && now is not null : !update.IsDelete && old != now)
            logs.Append(item.Name, old, now, Committer, message);
    }

    private ObjectId? Current(RefName name)
    {
        try
        {
            return RefResolver.Follow(name, reader.Read)?.Target;
        }
        catch (RefRefusedException)
        {
            return null;
        }
    }

    private List<RefName> Via(RefUpdate update, RefName last)
    {
        var via = new List<RefName>();
        if (!isLogged || update.SymbolicTarget is not null)
            return via;
        for (var name = update.Name; name != last && !update.NoFollow; name = reader.Read(name)!.Value.Link!)
            via.Add(name);
        if (!last.IsHead && !via.Contains(RefName.Head) && HeadTarget() == last)
            via.Add(RefName.Head);
        return via;
    }

    private RefName? HeadTarget()
    {
        try
        {
            return reader.ReadLoose(RefName.Head)?.Link;
        }
        catch (RefRefusedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Moves what the refs are now from their own files into <c>packed-refs</c>, which changes none. What they become is then written there at one stroke. The lock has to be taken anew
    /// between the two; if somebody else has it, the refs stay what they are.
    /// </summary>
    private void Settle()
    {
        var old = new PackedChanges();
        var files = new List<string>();
        var now = reader.Packed.Read();
        foreach (var item in prepared)
        {
            if (item.File is not { } file || reader.ReadLoose(item.Name)?.Target is not { } target)
                continue;
            files.Add(file.Path);
            if (now.Find(item.Name) != target)
                old.Add(new PreparedRef(RefUpdate.Set(item.Name, target), item.Name, null));
        }
        if (!old.IsEmpty)
        {
            reader.Packed.Write(packedLock!, old, options.Flushed.HasFlag(FsyncComponents.Reference));
            packedLock = reader.Packed.TryLock(options);
        }
        if (packedLock is not null)
            files.ForEach(File.Delete);
    }

    private bool CanBePacked(PreparedRef item) =>
        item.Update.SymbolicTarget is null && RefPaths.CanBePacked(item.Name) && (item.File is null || reader.ReadLoose(item.Name) is not { Link: not null });

    /// <inheritdoc/>
    public void Dispose()
    {
        packedLock?.Dispose();
        foreach (var item in prepared)
            Release(item);
    }

    // One for the whole set: to ask may take the reading of files.
    private Signature Committer() => committer ??= set.Committer ?? logs.Committer();

    private RefUpdateResult? Refuse(RefUpdate update, RefName name)
    {
        if (touched.Contains(name.Bytes) || absent.Contains(name.Bytes))
            return RefResults.Duplicate(update);
        var path = paths.TryGet(name);
        if (path is null && (update.SymbolicTarget is not null || !RefPaths.CanBePacked(name)))
            return new RefUpdateResult(update, RefRefusal.Broken, "no file can have this name here");
        if (!update.IsDelete && Conflict(name) is { } other)
            return RefResults.Conflict(update, other);
        if (!update.IsDelete && isLogged && logs.Obstacle(name) is { } obstacle)
            return new RefUpdateResult(update, RefRefusal.NameConflict, obstacle);
        if (path is null || IsFirst(update, name))
            return Prepare(new PreparedRef(update, name, null), RefResults.Compare(update, reader.Read(name)?.Target));
        if (twins?.Find(name) is { } twin && !(update.IsDelete && IsPackedAlone(twin)))
            return RefResults.Twin(update, twin);
        if (paths.CrossesLink(name, path))
            return new RefUpdateResult(update, RefRefusal.Broken, "a directory on its path is a link");
        if (update.IsDelete && reader.Read(name) is null)
        {
            absent.Add(name.Bytes);
            return RefResults.Compare(update, null);
        }
        var held = LockFile.TryTake(path, options.LockTimeout, guard, options.Shared);
        if (held is null)
            return new RefUpdateResult(update, RefRefusal.Locked, "another process holds its lock");
        return Prepare(new PreparedRef(update, name, new LockedRefFile(path, held)), RefuseLocked(update, name, held));
    }

    private RefUpdateResult? Prepare(PreparedRef item, RefUpdateResult? refusal)
    {
        if (refusal is not null)
        {
            Release(item);
            return refusal;
        }
        prepared.Add(item with { Via = Via(item.Update, item.Name) });
        twins?.Add(item.Name);
        touched.Add(item.Name.Bytes);
        if (!item.Update.IsDelete)
            directories.UnionWith(RefNames.Parents(item.Name));
        return null;
    }

    private RefUpdateResult? RefuseLocked(RefUpdate update, RefName name, LockFile held)
    {
        if (update.Expected is not null && RefResults.Compare(update, RefResolver.Follow(name, reader.Read)?.Target) is { } stale)
            return stale;
        if (!update.IsDelete)
            held.Write(LooseRef.Format(update));
        held.Close(options.Flushed.HasFlag(FsyncComponents.Reference) && !update.IsDelete);
        return null;
    }

    // Then there is no file that a deletion could take for the other's.
    private bool IsPackedAlone(ByteString name) => !RefName.TryParse(name, out var twin) || reader.ReadLoose(twin) is null;

    // A first ref has no file yet that would hide the packed one.
    private bool IsFirst(RefUpdate update, RefName name) =>
        set.Initial && update is { Target: not null, Expected.IsZero: true } && RefPaths.CanBePacked(name) && reader.ReadLoose(name) is null;

    private ByteString? Conflict(RefName name)
    {
        if (directories.Contains(name.Bytes))
            return RefNames.ChildPrefix(name);
        foreach (var parent in RefNames.Parents(name))
        {
            if (touched.Contains(parent))
                return parent;
        }
        return reader.Conflict(name);
    }

    private bool Release(PreparedRef item)
    {
        if (item.File is { } file)
        {
            file.Lock.Dispose();
            RefDirectories.RemoveEmptyParents(paths.Root(item.Name), file.Path);
        }
        return true;
    }
}
