namespace GitProto.Storage;

/// <summary>Refs in memory. Readers see one state of all refs; writers take turns.</summary>
public sealed class MemoryRefStore : IRefStore
{
    private readonly Lock gate = new();
    private volatile RefTable table;

    /// <summary>Makes a store with no ref but HEAD.</summary>
    /// <param name="head">Where HEAD points.</param>
    public MemoryRefStore(RefName head) => table = RefTable.Empty.With(RefName.Head, RefValue.Symbolic(head));

    /// <inheritdoc/>
    public IEnumerable<Ref> List(ByteString prefix = default)
    {
        var seen = table;
        foreach (var name in seen.Names(prefix))
        {
            if (!name.IsHead && TryFollow(seen, name) is { Target: not null } found)
                yield return found;
        }
    }

    /// <inheritdoc/>
    public Ref? TryRead(RefName name) => RefResolver.Follow(name, table.Find);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RefUpdateResult>> ApplyAsync(
        IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var transaction = new MemoryRefTransaction(table);
            var results = new RefUpdateResult[updates.Count];
            foreach (var index in Enumerable.Range(0, updates.Count).OrderBy(index => !updates[index].IsDelete))
                results[index] = transaction.Apply(updates[index]);
            if ((options ?? RefTransactionOptions.Default).Atomic && results.Any(result => !result.Succeeded))
                return new(RefResults.Abort(results));
            table = transaction.Table;
            return new(results);
        }
    }

    private static Ref? TryFollow(RefTable table, RefName name)
    {
        try
        {
            return RefResolver.Follow(name, table.Find);
        }
        catch (RefRefusedException)
        {
            return null;
        }
    }
}
