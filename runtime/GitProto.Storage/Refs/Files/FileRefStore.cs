namespace GitProto.Storage;

/// <summary>The refs of a directory: loose, packed and symbolic, shared with Git by Git's own locks.</summary>
public sealed class FileRefStore : IRefStore, IReflogStore
{
    private readonly RefPaths paths;
    private readonly FileRefReader reader;
    private readonly PathGuard guard;
    private readonly FileRepositoryOptions options;
    private readonly ObjectFormat format;
    private readonly Reflogs logs;
    private readonly bool ignoresCase;

    /// <param name="gitDirectory">See <see cref="RefPaths"/>.</param>
    /// <param name="commonDirectory">See <see cref="RefPaths"/>.</param>
    /// <param name="format">The format of the ids.</param>
    /// <param name="guard">Says where files may be.</param>
    /// <param name="peel">What an object is at the end of tags; null if that is not known.</param>
    /// <param name="ignoresCase">True if the file system takes names for one that differ in case alone.</param>
    /// <param name="rules">Which refs get a log.</param>
    /// <param name="options">How the repository is used.</param>
    internal FileRefStore(
        string gitDirectory, string commonDirectory, ObjectFormat format, PathGuard guard, Func<ObjectId, ObjectId?> peel, bool ignoresCase, Lazy<ReflogRules> rules, FileRepositoryOptions options)
    {
        paths = new RefPaths(gitDirectory, commonDirectory);
        reader = new FileRefReader(paths, new PackedRefsFile(commonDirectory, format, guard, peel), format, guard);
        logs = new Reflogs(paths, rules, format, guard, options.Shared);
        (this.format, this.guard, this.ignoresCase, this.options) = (format, guard, ignoresCase, options);
    }

    /// <inheritdoc/>
    public IEnumerable<Ref> List(ByteString prefix = default)
    {
        // Loose first: a ref that is packed meanwhile is then found in the other place, at worst in both.
        var loose = LooseRefList.Find(paths, prefix);
        var packed = reader.Packed.Read();
        var next = 0;
        for (var index = packed.LowerBound(prefix.Span); index < packed.Count && packed.Name(index).StartsWith(prefix.Span); index++)
        {
            for (; next < loose.Count && loose[next].Bytes.Span.SequenceCompareTo(packed.Name(index)) < 0; next++)
            {
                if (TryFollow(loose[next]) is { } found)
                    yield return found;
            }
            var hidden = next < loose.Count && loose[next].Bytes.Span.SequenceEqual(packed.Name(index));
            if (!hidden && RefName.TryParse(new ByteString(packed.Name(index)), out var name) && !name.IsHead && !RefPaths.IsPerWorktree(name.Bytes))
                yield return new Ref(name, packed.Target(index));
        }
        for (; next < loose.Count; next++)
        {
            if (TryFollow(loose[next]) is { } found)
                yield return found;
        }
    }

    /// <summary>Lists what is there as a ref, broken ones too, sorted as far as their names are legal. HEAD is not among them.</summary>
    internal IEnumerable<FoundRef> ListAll()
    {
        var loose = LooseRefList.Find(paths, default);
        var names = new SortedSet<RefName>(loose);
        var packed = reader.Packed.Read();
        for (var index = 0; index < packed.Count; index++)
        {
            if (RefName.TryParse(new ByteString(packed.Name(index)), out var name) && !name.IsHead)
                names.Add(name);
        }
        return LooseRefList.FindIllegal(paths).Select(name => new FoundRef(name, null)).Concat(names.Select(name => new FoundRef(name.ToString(), TryFollow(name)?.Target)));
    }

    /// <summary>What HEAD itself holds; null if it is not there.</summary>
    /// <exception cref="RefRefusedException">It is broken.</exception>
    internal RefValue? ReadHead() => reader.ReadLoose(RefName.Head);

    /// <inheritdoc/>
    public IEnumerable<ReflogEntry>? ReadLog(RefName name) => logs.TryRead(name);

    /// <summary>Reads all logs: the name of the ref, which may be gone, and an entry.</summary>
    internal IEnumerable<(string Name, ReflogEntry Entry)> AllLogs() => ReflogPaths.All(paths).SelectMany(log => (ReflogFile.TryRead(log.Path, format, guard) ?? []).Select(entry => (log.Name, entry)));

    /// <inheritdoc/>
    public Ref? TryRead(RefName name) => RefResolver.Follow(name, reader.Read);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RefUpdateResult>> ApplyAsync(
        IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        options ??= RefTransactionOptions.Default;
        var results = new RefUpdateResult[updates.Count];
        var all = Enumerable.Range(0, updates.Count).ToArray();
        if (options.Atomic)
            await ApplyAsync(updates, all, results, options, cancellationToken).ConfigureAwait(false);
        else
        {
            // Deletions make way. Who watches is told of each update by itself, as by git.
            foreach (var part in new[] { all.Where(index => updates[index].IsDelete), all.Where(index => !updates[index].IsDelete) })
            {
                foreach (var chunk in options.Watch is null ? [part.ToArray()] : part.Select(index => new[] { index }))
                    await ApplyAsync(updates, chunk, results, options, cancellationToken).ConfigureAwait(false);
            }
        }
        return results;
    }

    private async ValueTask ApplyAsync(IReadOnlyList<RefUpdate> updates, int[] part, RefUpdateResult[] results, RefTransactionOptions options, CancellationToken cancellationToken)
    {
        var twins = ignoresCase ? new CaseTwins(List().Select(found => found.Name)) : null;
        using var transaction = new FileRefTransaction(paths, reader, guard, twins, logs, this.options, options);
        foreach (var index in part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[index] = transaction.Prepare(updates[index]);
        }
        var asOne = options is { Atomic: true, AsOne: true } && results.All(result => result.Succeeded);
        transaction.PreparePacked(results, asOne);
        if (options.Atomic && results.Any(result => !result.Succeeded))
        {
            RefResults.Abort(results).ToArray().CopyTo(results, 0);
            return;
        }
        if (options.Watch is not { } watch || transaction.Updates is not { Count: > 0 } told)
        {
            transaction.Commit();
            return;
        }
        try
        {
            if (await watch(RefTransactionPhase.Prepared, told, cancellationToken).ConfigureAwait(false))
            {
                transaction.Commit();
                await watch(RefTransactionPhase.Committed, told, cancellationToken).ConfigureAwait(false);
                return;
            }
        }
        catch
        {
            // Whoever prepares something for the change has to hear that there is none, also where he has failed himself.
            if (!transaction.IsCommitted)
                await AbortAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        foreach (var index in part)
            results[index] = RefResults.Decline(results[index]);
        await AbortAsync(cancellationToken).ConfigureAwait(false);

        async ValueTask AbortAsync(CancellationToken stop)
        {
            transaction.Dispose();
            await watch(RefTransactionPhase.Aborted, told, stop).ConfigureAwait(false);
        }
    }

    private Ref? TryFollow(RefName name)
    {
        try
        {
            return TryRead(name) is { Target: not null } found ? found : null;
        }
        catch (RefRefusedException)
        {
            return null;
        }
    }
}
