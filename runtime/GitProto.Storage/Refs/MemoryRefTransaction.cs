namespace GitProto.Storage;

/// <summary>Works updates into a copy of a table, one after the other.</summary>
internal sealed class MemoryRefTransaction(RefTable table)
{
    private readonly HashSet<RefName> touched = [];

    /// <summary>The state with the updates that were not refused.</summary>
    public RefTable Table { get; private set; } = table;

    /// <summary>Makes one change, or says why not.</summary>
    public RefUpdateResult Apply(RefUpdate update)
    {
        try
        {
            var name = update.NoFollow ? update.Name : RefResolver.LastName(update.Name, Table.Find);
            return Apply(update, name) ?? new RefUpdateResult(update);
        }
        catch (RefRefusedException e)
        {
            return new RefUpdateResult(update, RefRefusal.Broken, e.Reason);
        }
    }

    private RefUpdateResult? Apply(RefUpdate update, RefName name)
    {
        if (touched.Contains(name))
            return RefResults.Duplicate(update);
        if (update.Expected is not null && RefResults.Compare(update, RefResolver.Follow(name, Table.Find)?.Target) is { } stale)
            return stale;
        if (!update.IsDelete && Table.Conflict(name) is { } other)
            return RefResults.Conflict(update, other);
        touched.Add(name);
        Table = Table.With(name, update.IsDelete ? null : new RefValue(update.Target, update.SymbolicTarget));
        return null;
    }
}
