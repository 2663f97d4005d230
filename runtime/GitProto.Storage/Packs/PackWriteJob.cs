namespace GitProto.Storage;

/// <summary>Writes the entries of one pack.</summary>
internal sealed class PackWriteJob
{
    private const long NotWritten = 0;

    // So much of an object is compressed at once: what it becomes is handed over, and who reads it may have left, before more is.
    private const int PieceLength = EntryCache.MaxWhole;
    private readonly PackOutput pack;
    private readonly StoredEntryCopy copy;
    private readonly IPackSource source;
    private readonly PackWriteOptions options;
    private readonly ObjectIdTable ids;
    private readonly List<uint> hints = [];
    private readonly long[] offsets;
    private readonly Stack<int> pending = [];
    private PackPlan plan = null!;
    private PreparedEntry?[] prepared = [];

    public PackWriteJob(PackOutput pack, IEnumerable<PackItem> objects, IPackSource source, PackWriteOptions options)
    {
        (this.pack, this.source, this.options) = (pack, source, options);
        copy = new StoredEntryCopy(pack);
        ids = new ObjectIdTable(options.Format);
        foreach (var item in objects)
        {
            ids.Add(item.Id, out var added);
            if (added)
                hints.Add(item.NameHash);
        }
        offsets = new long[ids.Count];
    }

    public int Count => ids.Count;

    public int Deltas { get; private set; }

    public int Reused { get; private set; }

    public int ReusedDeltas { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() => Prepare(cancellationToken), cancellationToken).ConfigureAwait(false);
        WriteHeader();
        var progress = new ProgressMeter(options.Progress, PackPhase.Writing, Count);
        for (var place = 0; place < Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (offsets[place] == NotWritten && !TryCopyAtOnce(place))
                await WriteWithBasesAsync(place, cancellationToken).ConfigureAwait(false);
            if (pack.IsFull)
                await pack.FlushIfFullAsync(cancellationToken).ConfigureAwait(false);
            progress.Report(place, pack.Position);
        }
        progress.End(Count, pack.Position);
    }

    private void Prepare(CancellationToken cancellationToken)
    {
        var work = new PackWork(options, cancellationToken);
        plan = new PackPlan(ids, source, options, work);
        if (options.Searches)
            prepared = new DeltaSearch(source, options, work, cancellationToken).Run(plan, ids, hints);
    }

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[PackHeader.Length];
        PackHeader.Write(header, checked((uint)Count));
        pack.Write(header);
    }

    // Most entries are small, stored, and need no base that was not written before.
    private bool TryCopyAtOnce(int place)
    {
        var offset = pack.Position;
        if (Prepared(place) is not null || (plan.BasePlace(place) is >= 0 and var below && offsets[below] == NotWritten)
            || !plan.TryGetStored(place, out var stored) || !StoredEntryCopy.IsSmall(stored))
            return false;
        CopySmall(place, stored);
        offsets[place] = offset;
        return true;
    }

    // Bases go first. A chain may be of any length, so what waits for its base waits on a stack of our own.
    private async ValueTask WriteWithBasesAsync(int place, CancellationToken cancellationToken)
    {
        pending.Push(place);
        while (pending.TryPeek(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var below = Prepared(next)?.BasePlace ?? plan.BasePlace(next);
            if (below >= 0 && offsets[below] == NotWritten)
            {
                pending.Push(below);
                continue;
            }
            pending.Pop();
            var offset = pack.Position;
            await WriteAsync(next, cancellationToken).ConfigureAwait(false);
            offsets[next] = offset;
            await pack.FlushIfFullAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private PreparedEntry? Prepared(int place) => prepared.Length > 0 ? prepared[place] : null;

    private ValueTask WriteAsync(int place, CancellationToken cancellationToken)
    {
        if (Prepared(place) is { } entry && (entry.Stream ?? Remake(place, entry)) is { } stream)
        {
            // It is needed once.
            prepared[place] = null;
            WritePrepared(entry, stream);
            return default;
        }
        if (!plan.TryGetStored(place, out var stored))
            return WriteWholeAsync(ids[place], cancellationToken);
        if (StoredEntryCopy.IsSmall(stored))
        {
            CopySmall(place, stored);
            return default;
        }
        Span<byte> header = stackalloc byte[EntryHeaderWriter.MaxLength];
        pack.Write(header[..WriteStoredHeader(header, place, stored)]);
        return copy.CopyLargeAsync(stored, cancellationToken);
    }

    // The same delta as the one that was found: it depends on the two objects alone. Null if one of them is there no more.
    private byte[]? Remake(int place, PreparedEntry entry)
    {
        var encoder = new DeltaEncoder();
        return source.TryRead(entry.BaseId) is { } held && source.TryRead(ids[place]) is { } target && encoder.TryEncode(new DeltaIndex(held.Content), target.Span, long.MaxValue)
            ? Deflater.Compress(encoder.Delta, options.Compression)
            : null;
    }

    private void WritePrepared(PreparedEntry entry, byte[] stream)
    {
        Span<byte> header = stackalloc byte[EntryHeaderWriter.MaxLength];
        pack.Write(header[..(entry.IsDelta ? WriteDeltaHeader(header, entry.Size, entry.BasePlace, entry.BaseId) : EntryHeaderWriter.Write(header, entry.Type, entry.Size))]);
        pack.Write(stream);
    }

    private async ValueTask WriteWholeAsync(ObjectId id, CancellationToken cancellationToken)
    {
        var found = source.TryRead(id) ?? throw new ObjectRefusedException($"The object {id} is missing, so it cannot be packed.");
        WriteEntryHeader(found);
        if (found.Size <= PieceLength)
        {
            pack.Write(Deflater.Compress(found.Span, options.Compression));
            return;
        }
        foreach (var piece in Deflater.InPieces(found.Content, PieceLength, options.Compression))
        {
            pack.Write(piece.Span);
            await pack.FlushIfFullAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void WriteEntryHeader(GitObject found)
    {
        Span<byte> header = stackalloc byte[EntryHeaderWriter.MaxLength];
        pack.Write(header[..EntryHeaderWriter.Write(header, (PackEntryType)found.Type, found.Size)]);
    }

    private void CopySmall(int place, in StoredEntry stored)
    {
        Span<byte> header = stackalloc byte[EntryHeaderWriter.MaxLength];
        copy.Copy(stored, header[..WriteStoredHeader(header, place, stored)]);
    }

    private int WriteStoredHeader(Span<byte> header, int place, in StoredEntry stored)
    {
        Reused++;
        if (!stored.Type.IsDelta())
            return EntryHeaderWriter.Write(header, stored.Type, stored.Size);
        ReusedDeltas++;
        return WriteDeltaHeader(header, stored.Size, plan.BasePlace(place), stored.BaseId);
    }

    private int WriteDeltaHeader(Span<byte> header, long size, int basePlace, in ObjectId baseId)
    {
        Deltas++;
        if (options.OfsDeltas && basePlace >= 0)
        {
            var length = EntryHeaderWriter.Write(header, PackEntryType.OfsDelta, size);
            return length + EntryHeaderWriter.WriteDistance(header[length..], pack.Position - offsets[basePlace]);
        }
        var written = EntryHeaderWriter.Write(header, PackEntryType.RefDelta, size);
        return written + baseId.CopyTo(header[written..]);
    }
}
