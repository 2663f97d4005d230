namespace GitProto.Storage;

/// <summary>The file <c>packed-refs</c>, read again when it changed.</summary>
internal sealed class PackedRefsFile(string commonDirectory, ObjectFormat format, PathGuard guard, Func<ObjectId, ObjectId?> peel)
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaxLength = 1 << 30;

    // A file changed twice within one tick of the clock looks unchanged, so one that is this young is not remembered.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private static readonly PackedRefs Nothing = PackedRefs.Parse([], ObjectFormat.Sha1);
    private volatile Snapshot? cached;

    private string FilePath => System.IO.Path.Join(commonDirectory, "packed-refs");

    /// <summary>The refs as they are now.</summary>
    /// <exception cref="RefRefusedException">The file is malformed, or no plain file.</exception>
    public PackedRefs Read()
    {
        var info = new FileInfo(FilePath);
        if (info.LinkTarget is not null || Directory.Exists(FilePath))
            throw new RefRefusedException("packed-refs", "it is no plain file");
        if (!info.Exists)
            return Nothing;
        var (length, time) = (info.Length, info.LastWriteTimeUtc);
        if (cached is { } known && known.Length == length && known.Time == time)
            return known.Refs;
        var content = SmallFile.TryRead(FilePath, MaxLength, nameof(MaxLength), guard);
        if (content is null)
            return Nothing;
        var refs = PackedRefs.Parse(content, format);
        cached = content.Length == length && DateTime.UtcNow - time > Settled ? new Snapshot(refs, length, time) : null;
        return refs;
    }

    /// <summary>Takes the lock under which the file may be replaced.</summary>
    public LockFile? TryLock(FileRepositoryOptions options) => LockFile.TryTake(FilePath, options.LockTimeout, guard, options.Shared);

    /// <summary>Writes the file anew with some changes.</summary>
    public void Write(LockFile held, PackedChanges changes, bool durable)
    {
        new PackedRefsWriter(held.Write, format, peel).Write(SmallFile.TryRead(FilePath, MaxLength, nameof(MaxLength), guard) ?? [], changes);
        held.Close(durable);
        held.Commit();
        cached = null;
    }

    private sealed record Snapshot(PackedRefs Refs, long Length, DateTime Time);
}
