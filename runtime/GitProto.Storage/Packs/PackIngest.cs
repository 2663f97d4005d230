namespace GitProto.Storage;

/// <summary>Indexes one pack: the bytes come in, the deltas are resolved, a thin pack is completed, and the table is sorted.</summary>
internal sealed class PackIngest : IDisposable
{
    private readonly PackParser parser;
    private readonly PackBytes pack;
    private readonly PackSpill? spill;
    private readonly PackIndexOptions options;
    private PackTable table = new();
    private PackScan? scan;
    private ProgressMeter? receiving;

    /// <summary>Indexes a pack that is to be stored.</summary>
    public PackIngest(PackSpill spill, PackIndexOptions options)
        : this((PackBytes)spill, options) => this.spill = spill;

    /// <summary>Indexes a pack that is stored already.</summary>
    public PackIngest(PackBytes pack, PackIndexOptions options)
    {
        (this.pack, this.options) = (pack, options);
        parser = new PackParser(options, table);
    }

    /// <summary>Whether the whole pack came.</summary>
    public bool IsDone => parser.IsDone;

    /// <summary>The trailer of the pack as it is stored.</summary>
    public ObjectId Checksum { get; private set; }

    /// <summary>The order of the entries by id.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>The entries.</summary>
    public PackTable Table => table;

    /// <summary>Reads a pack that is stored already with several threads.</summary>
    /// <returns>False if it has to be fed: because that is not worth while, or something is wrong and has yet to be named.</returns>
    public async Task<bool> TryScanAsync(CancellationToken cancellationToken)
    {
        var attempt = new PackScan(pack, options);
        if (!await attempt.TryRunAsync(cancellationToken).ConfigureAwait(false))
            return false;
        (scan, table) = (attempt, attempt.Table);
        return true;
    }

    /// <summary>Takes bytes.</summary>
    /// <returns>How many belong to the pack.</returns>
    public int Feed(ReadOnlySpan<byte> input)
    {
        var used = parser.Feed(input);
        spill?.Append(input[..used]);
        if (options.Progress is not null && parser.Promised > 0)
        {
            receiving ??= new ProgressMeter(options.Progress, PackPhase.Receiving, parser.Promised);
            receiving.Report(table.Count, parser.Position);
        }
        return used;
    }

    /// <summary>Says that no more bytes come.</summary>
    /// <exception cref="CorruptPackException">The pack is not complete.</exception>
    public void End() => parser.End();

    /// <summary>Does what can be done only when the whole pack is here.</summary>
    public async Task<ReceivedPack> FinishAsync(CancellationToken cancellationToken)
    {
        receiving?.End(table.Count, parser.Position);
        spill?.Flush();
        Checksum = scan?.Trailer ?? parser.Trailer;
        var completed = await ResolveAsync(cancellationToken).ConfigureAwait(false);
        Order = table.SortById();
        if (options.RejectDuplicates)
            CheckDuplicates();
        return scan is null
            ? new ReceivedPack(Checksum, parser.Promised, completed, parser.Position)
            : new ReceivedPack(Checksum, scan.Promised, completed, pack.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => parser.Dispose();

    private async Task<int> ResolveAsync(CancellationToken cancellationToken)
    {
        var forest = new DeltaForest(table);
        if (forest.Deltas == 0)
            return 0;
        var progress = new ProgressMeter(options.Progress, PackPhase.Resolving, forest.Deltas);
        var resolver = new DeltaResolver(pack, table, forest, options);
        await resolver.RunAsync(progress, cancellationToken).ConfigureAwait(false);
        var completed = 0;
        if (resolver.Resolved < forest.Deltas && spill is not null && options.Bases is { } bases)
        {
            var completion = new ThinPackCompletion(spill, table, forest, resolver, options);
            completed = await Task.Run(() => completion.Run(bases, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (completed > 0)
                Checksum = completion.Checksum;
        }
        progress.End(resolver.Resolved);
        if (resolver.Resolved < forest.Deltas)
            throw Unresolved(forest, forest.Deltas - resolver.Resolved);
        return completed;
    }

    private CorruptPackException Unresolved(DeltaForest forest, int count)
    {
        var missing = forest.Chains.First(chain => forest.Peek(chain.Value) >= 0);
        var offset = table[forest.Peek(missing.Value)].Offset;
        return new CorruptPackException(
            $"The pack has {count} deltas that rest on no object; the one at offset {offset} wants {missing.Key}, which is absent or rests on itself.");
    }

    private void CheckDuplicates()
    {
        for (var i = 1; i < Order.Length; i++)
        {
            ref var entry = ref table[Order[i]];
            if (entry.Id == table[Order[i - 1]].Id)
                throw new CorruptPackException($"The pack has the object {entry.Id} twice, the second time at offset {entry.Offset}.");
        }
    }
}
