namespace GitProto.Storage;

/// <summary>
/// The first pass over a pack that is there as a whole, with several threads. The pack is cut into segments; each looks for an entry to begin with, and
/// at the end each has to begin where the one before it ended. If anything at all is not as it should be there is no result: the serial
/// <see cref="PackParser"/> then says what is wrong, or that nothing is.
/// </summary>
internal sealed class PackScan(PackBytes pack, PackIndexOptions options)
{
    private const long MinSegment = 1 << 20;
    private const long MaxSegment = 12 << 20;
    private readonly long end = pack.Length - options.Format.ByteLength();

    /// <summary>The entries.</summary>
    public PackTable Table { get; } = new();

    /// <summary>The number of entries that the header promises.</summary>
    public uint Promised { get; private set; }

    /// <summary>The hash at the end.</summary>
    public ObjectId Trailer { get; private set; }

    /// <summary>Scans the pack.</summary>
    /// <returns>False if it is too small, or something is wrong with it.</returns>
    public async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        if (options.Threads < 2 || pack.Length < 2 * MinSegment || pack.Length > options.Limits.MaxPackSize)
            return false;
        try
        {
            var header = new byte[PackHeader.Length];
            pack.ReadExactly(0, header);
            Promised = PackHeader.Read(header);
            return Promised <= options.Limits.MaxObjectCount && await ScanAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (GitProtoException)
        {
            return false;
        }
    }

    private async Task<bool> ScanAsync(CancellationToken cancellationToken)
    {
        var size = Math.Clamp(end / (8L * options.Threads), MinSegment, MaxSegment);
        var segments = new PackSegment[(int)((end + size - 1) / size)];
        var progress = new ProgressMeter(options.Progress, PackPhase.Receiving, Promised);
        var done = (Entries: 0, Bytes: 0L);
        var isRight = false;
        // The first job is the trailer; the others are segments.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(options.Threads, 64), CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, segments.Length + 1, parallel, (job, stop) =>
        {
            if (job == 0)
                isRight = IsTrailerRight(stop);
            else
            {
                var segment = segments[job - 1] = Parse((job - 1) * size, Math.Min(job * size, end), stop);
                lock (segments)
                {
                    done = (done.Entries + segment.Table.Count, done.Bytes + size);
                    progress.Report(done.Entries, done.Bytes);
                }
            }
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        if (!isRight || !TryJoin(segments))
            return false;
        progress.End(Table.Count, pack.Length);
        return true;
    }

    private bool IsTrailerRight(CancellationToken cancellationToken)
    {
        using var hash = new TrailerHash(options.Format);
        var buffer = new byte[256 << 10];
        for (long offset = 0; offset < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset));
            pack.ReadExactly(offset, part);
            hash.Append(part);
            offset += part.Length;
        }
        var trailer = buffer.AsSpan(0, options.Format.ByteLength());
        pack.ReadExactly(end, trailer);
        Trailer = ObjectId.FromBytes(trailer);
        return hash.Finish() == Trailer;
    }

    private PackSegment Parse(long from, long to, CancellationToken cancellationToken)
    {
        var start = from == 0 ? PackHeader.Length : new EntrySearch(pack, options.Format, options.Limits).Find(from, to, cancellationToken);
        if (start < 0)
            return PackSegment.Empty;
        var table = new PackTable();
        using var parser = new PackParser(options, table);
        parser.BeginSegment(start, to);
        var buffer = new byte[256 << 10];
        while (!parser.IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - parser.Position));
            pack.ReadExactly(parser.Position, part);
            parser.Feed(part);
            if ((part.IsEmpty && !parser.IsDone) || table.Count > Promised)
                throw new CorruptPackException($"No entry ends at offset {end}.");
        }
        parser.EndSegment();
        return new(start, parser.Position, table, parser.BaseOffsets, parser.InflatedSize);
    }

    private bool TryJoin(PackSegment[] segments)
    {
        long position = PackHeader.Length;
        var inflated = 0L;
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            segments[i] = PackSegment.Empty;
            if (segment.Start < 0)
                continue;
            inflated += segment.InflatedSize;
            if (segment.Start != position || inflated > options.Limits.MaxInflatedSize || !TryAdd(segment))
                return false;
            position = segment.End;
        }
        return position == end && Table.Count == Promised;
    }

    private bool TryAdd(PackSegment segment)
    {
        var next = 0;
        for (var i = 0; i < segment.Table.Count; i++)
        {
            ref var entry = ref segment.Table[i];
            if (entry.Type == PackEntryType.OfsDelta && (entry.Base = Table.Find(segment.BaseOffsets[next++])) < 0)
                return false;
            Table.Add(entry);
        }
        return true;
    }
}
