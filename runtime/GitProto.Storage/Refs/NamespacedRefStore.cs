namespace GitProto.Storage;

/// <summary>The refs of one namespace, by the names that they have in it.</summary>
/// <param name="all">All refs.</param>
/// <param name="space">The namespace.</param>
internal sealed class NamespacedRefStore(FileRefStore all, RefNamespace space) : IRefStore
{
    private static readonly ByteString Refs = "refs/";

    /// <inheritdoc/>
    public IEnumerable<Ref> List(ByteString prefix = default)
    {
        // Beside refs/ the HEAD of the namespace lies in it.
        if (Refs.Span.StartsWith(prefix.Span))
            prefix = Refs;
        return prefix.Span.StartsWith(Refs.Span) ? all.List(ByteString.Wrap([.. space.Prefix.Span, .. prefix.Span])).Select(Within).OfType<Ref>() : [];
    }

    /// <inheritdoc/>
    public Ref? TryRead(RefName name) => all.TryRead(space.Full(name)) is { } found ? Within(found) : null;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RefUpdateResult>> ApplyAsync(
        IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(updates);
        var results = await all.ApplyAsync([.. updates.Select(update => update.In(space))], options, cancellationToken).ConfigureAwait(false);
        return [.. results.Select((result, index) => result with { Update = updates[index] })];
    }

    // What a symbolic ref leads to outside is not to be seen by name.
    private Ref? Within(Ref found) => space.Within(found.Name) is { } name ? new Ref(name, found.Target, found.SymbolicTarget is { } target ? space.Within(target) : null) : null;
}
