namespace GitProto.Storage;

/// <summary>What <see cref="IRefStore"/> promises, over a table of refs.</summary>
public static class RefRows
{
    /// <summary>Lists as <see cref="IRefStore.List"/> does.</summary>
    public static IEnumerable<Ref> List(this IRefRows rows, ByteString prefix)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var name in rows.Names(prefix))
        {
            if (!name.IsHead && TryFollow(rows, name) is { Target: not null } found)
                yield return found;
        }
    }

    /// <summary>Reads and follows as <see cref="IRefStore.TryRead"/> does.</summary>
    /// <exception cref="RefRefusedException">The ref leads in a circle, or too far.</exception>
    public static Ref? TryRead(this IRefRows rows, RefName name)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return RefResolver.Follow(name, rows.Find);
    }

    /// <summary>
    /// Makes changes as <see cref="IRefStore.ApplyAsync"/> does. Nobody else may write meanwhile, and if no result is a success, what was set has to be
    /// taken back: within a transaction of a database, for one.
    /// </summary>
    /// <param name="rows">The refs.</param>
    /// <param name="updates">The changes.</param>
    /// <param name="options">All or nothing unless this says otherwise.</param>
    /// <returns>One result per update, in the same order.</returns>
    public static IReadOnlyList<RefUpdateResult> Apply(this IRefRows rows, IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updates);
        var changes = new RefRowChanges(rows);
        var results = new RefUpdateResult[updates.Count];
        foreach (var index in Enumerable.Range(0, updates.Count).OrderBy(index => !updates[index].IsDelete))
            results[index] = changes.Apply(updates[index]);
        return (options ?? RefTransactionOptions.Default).Atomic && results.Any(result => !result.Succeeded) ? RefResults.Abort(results) : results;
    }

    private static Ref? TryFollow(IRefRows rows, RefName name)
    {
        try
        {
            return RefResolver.Follow(name, rows.Find);
        }
        catch (RefRefusedException)
        {
            return null;
        }
    }
}
