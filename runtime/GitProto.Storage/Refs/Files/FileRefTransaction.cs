namespace GitProto.Storage;

/// <summary>
/// Updates of refs in files. All locks are taken and all checks made under them before anything changes; what is refused, or not committed, leaves
/// nothing behind. Deleting begins with <c>packed-refs</c>, so that no old value shows through.
/// </summary>
internal sealed class FileRefTransaction(RefPaths paths, FileRefReader reader, PathGuard guard, FileRepositoryOptions options, bool initial) : IDisposable
{
    private readonly List<PreparedRef> prepared = [];
    private readonly HashSet<ByteString> touched = [];
    private readonly HashSet<ByteString> directories = [];
    private readonly PackedChanges packed = new();
    private LockFile? packedLock;

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
    public void PreparePacked(RefUpdateResult[] results)
    {
        var before = reader.Packed.Read();
        var concerned = prepared.Where(item => item.File is null || (item.Update.IsDelete && before.Find(item.Name) is not null)).ToList();
        if (concerned.Count == 0)
            return;
        packedLock = reader.Packed.TryLock(options.LockTimeout);
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

    /// <summary>Makes all that was prepared.</summary>
    public void Commit()
    {
        if (packedLock is not null && !packed.IsEmpty)
            reader.Packed.Write(packedLock, packed, options.Durable);
        foreach (var item in prepared)
        {
            if (item.File is not { } file)
                continue;
            if (item.Update.IsDelete)
                File.Delete(file.Path);
            else
            {
                RefDirectories.RemoveEmpty(file.Path);
                file.Lock.Commit();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        packedLock?.Dispose();
        foreach (var item in prepared)
            Release(item);
    }

    private RefUpdateResult? Refuse(RefUpdate update, RefName name)
    {
        if (touched.Contains(name.Bytes))
            return RefResults.Duplicate(update);
        var path = paths.TryGet(name);
        if (path is null && (update.SymbolicTarget is not null || !RefPaths.CanBePacked(name)))
            return new RefUpdateResult(update, RefRefusal.Broken, "no file can have this name here");
        if (!update.IsDelete && Conflict(name) is { } other)
            return RefResults.Conflict(update, other);
        if (path is null || IsFirst(update, name))
            return Prepare(new PreparedRef(update, name, null), RefResults.Compare(update, reader.Read(name)?.Target));
        if (paths.CrossesLink(name, path))
            return new RefUpdateResult(update, RefRefusal.Broken, "a directory on its path is a link");
        if (update.IsDelete && reader.Read(name) is null)
            return RefResults.Compare(update, null);
        var held = LockFile.TryTake(path, options.LockTimeout, guard);
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
        prepared.Add(item);
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
        held.Close(options.Durable && !update.IsDelete);
        return null;
    }

    // A first ref has no file yet that would hide the packed one.
    private bool IsFirst(RefUpdate update, RefName name) =>
        initial && update is { Target: not null, Expected.IsZero: true } && RefPaths.CanBePacked(name) && reader.ReadLoose(name) is null;

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
