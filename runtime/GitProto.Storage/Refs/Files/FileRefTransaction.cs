namespace GitProto.Storage;

/// <summary>
/// Updates of refs in files. All locks are taken and all checks made under them before anything changes; what is refused, or not committed, leaves
/// nothing behind. Deleting begins with <c>packed-refs</c>, so that no old value shows through.
/// </summary>
internal sealed class FileRefTransaction(RefPaths paths, FileRefReader reader, FileRepositoryOptions options) : IDisposable
{
    private readonly List<PreparedRef> prepared = [];
    private readonly HashSet<ByteString> touched = [];
    private readonly HashSet<ByteString> directories = [];
    private readonly HashSet<ByteString> packedToo = [];
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

    /// <summary>Locks the packed refs if something is to be deleted there; if that fails, those deletions are refused.</summary>
    public void PreparePacked(RefUpdateResult[] results)
    {
        var packed = reader.Packed.Read();
        packedToo.UnionWith(prepared.Where(item => item.Update.IsDelete && packed.Find(item.Name) is not null).Select(item => item.Name.Bytes));
        if (packedToo.Count == 0)
            return;
        packedLock = reader.Packed.TryLock(options.LockTimeout);
        if (packedLock is not null)
            return;
        foreach (var item in prepared.Where(item => packedToo.Contains(item.Name.Bytes)).ToArray())
        {
            var index = Array.FindIndex(results, result => ReferenceEquals(result?.Update, item.Update));
            results[index] = new RefUpdateResult(item.Update, RefRefusal.Locked, "packed-refs is locked");
            Release(item);
            prepared.Remove(item);
        }
    }

    /// <summary>Makes all that was prepared.</summary>
    public void Commit()
    {
        if (packedLock is not null)
            reader.Packed.Remove(packedLock, packedToo, options.Durable);
        foreach (var item in prepared)
        {
            if (item.Update.IsDelete)
                File.Delete(item.Path);
            else
            {
                RefDirectories.RemoveEmpty(item.Path);
                item.Lock.Commit();
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
        if (paths.TryGet(name) is not { } path)
            return new RefUpdateResult(update, RefRefusal.Broken, "no file can have this name here");
        if (!update.IsDelete && Conflict(name) is { } other)
            return RefResults.Conflict(update, other);
        if (paths.CrossesLink(name, path))
            return new RefUpdateResult(update, RefRefusal.Broken, "a directory on its path is a link");
        if (update.IsDelete && reader.Read(name) is null)
            return RefResults.Compare(update, null);
        var held = LockFile.TryTake(path, options.LockTimeout);
        if (held is null)
            return new RefUpdateResult(update, RefRefusal.Locked, "another process holds its lock");
        var item = new PreparedRef(update, name, path, held);
        if (RefuseLocked(item) is { } refusal)
        {
            Release(item);
            return refusal;
        }
        prepared.Add(item);
        touched.Add(name.Bytes);
        if (!update.IsDelete)
            directories.UnionWith(RefNames.Parents(name));
        return null;
    }

    private RefUpdateResult? RefuseLocked(PreparedRef item)
    {
        if (item.Update.Expected is not null && RefResults.Compare(item.Update, RefResolver.Follow(item.Name, reader.Read)?.Target) is { } stale)
            return stale;
        if (!item.Update.IsDelete)
            item.Lock.Write(LooseRef.Format(item.Update));
        item.Lock.Close(options.Durable && !item.Update.IsDelete);
        return null;
    }

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

    private void Release(PreparedRef item)
    {
        item.Lock.Dispose();
        RefDirectories.RemoveEmptyParents(paths.Root(item.Name), item.Path);
    }
}
