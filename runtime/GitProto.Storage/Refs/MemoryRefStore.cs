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
    public IEnumerable<Ref> List(ByteString prefix = default) => new MemoryRefRows(table).List(prefix);

    /// <inheritdoc/>
    public Ref? TryRead(RefName name) => new MemoryRefRows(table).TryRead(name);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RefUpdateResult>> ApplyAsync(
        IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = new MemoryRefRows(table);
            var results = rows.Apply(updates, options);
            if (results.Any(result => result.Succeeded))
                table = rows.Table;
            return new(results);
        }
    }
}
