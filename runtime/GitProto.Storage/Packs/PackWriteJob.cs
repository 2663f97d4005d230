namespace GitProto.Storage;

/// <summary>Writes the entries of one pack.</summary>
internal sealed class PackWriteJob
{
    private const long NotWritten = 0;
    private const long BeingWritten = -1;

    // So much of an object is compressed at once: what it becomes is handed over, and who reads it may have left, before more is.
    private const int PieceLength = 256 << 10;
    private readonly PackOutput pack;
    private readonly IPackSource source;
    private readonly PackWriteOptions options;
    private readonly ObjectIdTable ids;
    private readonly long[] offsets;
    private readonly Stack<PendingEntry> pending = [];

    public PackWriteJob(PackOutput pack, IEnumerable<ObjectId> objects, IPackSource source, PackWriteOptions options)
    {
        (this.pack, this.source, this.options) = (pack, source, options);
        ids = new ObjectIdTable(options.Format);
        foreach (var id in objects)
            ids.Add(id, out _);
        offsets = new long[ids.Count];
    }

    public int Count => ids.Count;

    public int Deltas { get; private set; }

    public int Reused { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        WriteHeader();
        var progress = new ProgressMeter(options.Progress, PackPhase.Writing, Count);
        for (var place = 0; place < Count; place++)
        {
            if (offsets[place] == NotWritten)
                await WriteWithBasesAsync(place, cancellationToken).ConfigureAwait(false);
            progress.Report(place, pack.Position);
        }
        progress.End(Count, pack.Position);
    }

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[PackHeader.Length];
        PackHeader.Write(header, checked((uint)Count));
        pack.Write(header);
    }

    // Bases go first. A chain may be of any length, so what waits for its base waits on a stack of our own.
    private async ValueTask WriteWithBasesAsync(int place, CancellationToken cancellationToken)
    {
        pending.Push(Begin(place));
        while (pending.TryPeek(out var entry))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wanted = entry.BasePlace;
            if (wanted >= 0 && offsets[wanted] == NotWritten)
            {
                pending.Push(Begin(wanted));
                continue;
            }
            // Packs can hold deltas on each other; such a ring is broken here.
            if (wanted >= 0 && offsets[wanted] == BeingWritten)
                entry = entry with { IsStored = false };
            pending.Pop();
            var offset = pack.Position;
            if (entry.IsStored)
                await CopyAsync(entry, cancellationToken).ConfigureAwait(false);
            else
                await WriteWholeAsync(ids[entry.Place], cancellationToken).ConfigureAwait(false);
            offsets[entry.Place] = offset;
            await pack.FlushIfFullAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private PendingEntry Begin(int place)
    {
        offsets[place] = BeingWritten;
        if (!source.TryGetStored(ids[place], out var stored))
            return new PendingEntry(place, false, default, -1);
        if (!stored.Type.IsDelta())
            return new PendingEntry(place, true, stored, -1);
        if (ids.Find(stored.BaseId) is >= 0 and var basePlace)
            return new PendingEntry(place, true, stored, basePlace);
        return new PendingEntry(place, options.ReceiverHas?.Invoke(stored.BaseId) ?? false, stored, -1);
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

    private ValueTask CopyAsync(PendingEntry entry, CancellationToken cancellationToken)
    {
        Reused++;
        var stored = entry.Stored;
        Span<byte> header = stackalloc byte[EntryHeaderWriter.MaxLength];
        if (!stored.Type.IsDelta())
            return StoredEntryCopy.RunAsync(pack, stored, header[..EntryHeaderWriter.Write(header, stored.Type, stored.Size)], cancellationToken);
        Deltas++;
        int length;
        if (options.OfsDeltas && entry.BasePlace >= 0)
        {
            length = EntryHeaderWriter.Write(header, PackEntryType.OfsDelta, stored.Size);
            length += EntryHeaderWriter.WriteDistance(header[length..], pack.Position - offsets[entry.BasePlace]);
        }
        else
        {
            length = EntryHeaderWriter.Write(header, PackEntryType.RefDelta, stored.Size);
            length += stored.BaseId.CopyTo(header[length..]);
        }
        return StoredEntryCopy.RunAsync(pack, stored, header[..length], cancellationToken);
    }

    private readonly record struct PendingEntry(int Place, bool IsStored, StoredEntry Stored, int BasePlace);
}
