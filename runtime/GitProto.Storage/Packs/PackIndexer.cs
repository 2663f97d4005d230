namespace GitProto.Storage;

/// <summary>Makes indexes of packs that lie in files already.</summary>
public static class PackIndexer
{
    /// <summary>Reads a pack file, checks all of it and writes its index.</summary>
    /// <param name="packPath">The pack.</param>
    /// <param name="indexPath">Where the index goes; an existing file is replaced. Null for the pack's path with <c>.idx</c>.</param>
    /// <param name="options">The format and the limits. Bases are not used: a file is never changed.</param>
    /// <param name="cancellationToken">Stops; no index is left behind.</param>
    /// <returns>What the pack holds; its check sum is what <c>git index-pack</c> prints.</returns>
    /// <exception cref="CorruptPackException">The pack is corrupt, not complete, or something follows it.</exception>
    /// <exception cref="LimitExceededException">A limit was hit.</exception>
    /// <exception cref="ObjectRefusedException">Objects are checked, and one has an error.</exception>
    /// <exception cref="ArgumentException">No index path is given and the pack's does not end in <c>.pack</c>.</exception>
    public static async Task<ReceivedPack> IndexAsync(
        string packPath, string? indexPath = null, PackIndexOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(packPath);
        options ??= new();
        indexPath ??= DefaultIndexPath(packPath);
        using var pack = new FilePackBytes(packPath, PathGuard.None);
        using var ingest = new PackIngest(pack, options);
        if (!await ingest.TryScanAsync(cancellationToken).ConfigureAwait(false))
            await Task.Run(() => Read(pack, ingest, cancellationToken), cancellationToken).ConfigureAwait(false);
        var summary = await ingest.FinishAsync(cancellationToken).ConfigureAwait(false);
        var files = new PackFiles(Path.GetDirectoryName(Path.GetFullPath(indexPath))!);
        try
        {
            files.WriteIndexes(ingest, options);
            await options.CheckAsync(ingest, summary.ObjectCount, () => PackFile.Open(packPath, files.Index, options.Format), cancellationToken).ConfigureAwait(false);
            File.Move(files.Index, indexPath, overwrite: true);
            if (options.WriteReverseIndex)
                File.Move(files.ReverseIndex, Path.ChangeExtension(indexPath, ".rev"), overwrite: true);
        }
        finally
        {
            files.Delete();
        }
        return summary;
    }

    private static string DefaultIndexPath(string packPath) => packPath.EndsWith(".pack", StringComparison.Ordinal)
        ? Path.ChangeExtension(packPath, ".idx")
        : throw new ArgumentException($"The pack name '{Escape.ForDisplay(packPath)}' does not end with '.pack'.", nameof(packPath));

    private static void Read(FilePackBytes pack, PackIngest ingest, CancellationToken cancellationToken)
    {
        var buffer = new byte[256 << 10];
        long offset = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = pack.Read(offset, buffer);
            var used = ingest.IsDone ? 0 : ingest.Feed(buffer.AsSpan(0, read));
            offset += used;
            if (used < read)
                throw new CorruptPackException($"Something follows the pack's trailer at offset {offset}.");
            if (read == 0)
                break;
        }
        ingest.End();
    }
}
