namespace GitProto.Storage;

/// <summary>
/// The second pass over a pack: makes every delta's object and names it. Each worker goes depth first from whole objects, with a stack
/// of its own; a base is inflated once for all its children and freed before its last child is entered.
/// </summary>
internal sealed class DeltaResolver(PackBytes pack, PackTable table, DeltaForest forest, PackIndexOptions options)
{
    private readonly PackLimits limits = options.Limits;
    private long inflated;
    private long held;
    private int nextRoot;
    private int resolved;

    /// <summary>How many deltas were resolved.</summary>
    public int Resolved => Volatile.Read(ref resolved);

    /// <summary>Resolves all that rest on whole objects of the pack.</summary>
    public async Task RunAsync(ProgressMeter progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var worthwhile = forest.Roots.Length + (forest.RootWeight / DeltaWorker.MinBranch);
        var workers = (int)Math.Clamp(Math.Min(options.Threads, worthwhile), 1, 64);
        var branches = new DeltaBranches();
        using var end = stop.Token.Register(branches.End);
        var tasks = new Task[workers];
        for (var i = 0; i < workers; i++)
            tasks[i] = Task.Run(() => Work(branches, progress, stop), stop.Token);
        await Task.WhenAll(tasks).ConfigureAwait(false);
        // Who waited for a branch, or had given one, may have ended without a word.
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Resolves what waits for one object.</summary>
    public void ResolveFrom(int root, CancellationToken cancellationToken)
    {
        using var worker = new DeltaWorker(this, new DeltaBranches(), pack, table, forest, options);
        worker.Run(root, cancellationToken);
        worker.End(cancellationToken);
    }

    /// <summary>Counts a resolved delta.</summary>
    public void Count() => Interlocked.Increment(ref resolved);

    /// <summary>Counts what is inflated or made, so that no pack can keep us busy beyond a bound.</summary>
    public void Spend(long size)
    {
        if (Interlocked.Add(ref inflated, size) > limits.MaxInflatedSize)
            throw new LimitExceededException(nameof(PackLimits.MaxInflatedSize), limits.MaxInflatedSize, "The work to resolve the deltas of the pack, in bytes,");
    }

    /// <summary>Counts memory that bases hold.</summary>
    /// <returns>Whether it is more than allowed, so that some should be dropped.</returns>
    public bool Hold(long size) => Interlocked.Add(ref held, size) > options.MaxBaseMemory;

    private void Work(DeltaBranches branches, ProgressMeter progress, CancellationTokenSource stop)
    {
        const int batch = 16;
        using var worker = new DeltaWorker(this, branches, pack, table, forest, options);
        branches.Join();
        try
        {
            while (true)
            {
                var start = Interlocked.Add(ref nextRoot, batch) - batch;
                if (start >= forest.Roots.Length)
                    break;
                foreach (var root in forest.Roots.AsSpan(start, Math.Min(batch, forest.Roots.Length - start)))
                    worker.Run(root, stop.Token);
                progress.Report(Resolved);
            }
            worker.End(stop.Token);
            while (branches.Take() is { } branch)
            {
                worker.Run(branch, stop.Token);
                progress.Report(Resolved);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
