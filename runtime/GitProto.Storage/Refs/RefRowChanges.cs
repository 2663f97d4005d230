namespace GitProto.Storage;

/// <summary>Works updates into a table of refs, one after the other.</summary>
internal sealed class RefRowChanges(IRefRows rows)
{
    private readonly HashSet<RefName> touched = [];

    /// <summary>Makes one change, or says why not.</summary>
    public RefUpdateResult Apply(RefUpdate update)
    {
        try
        {
            var name = update.NoFollow ? update.Name : RefResolver.LastName(update.Name, rows.Find);
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
        if (update.Expected is not null && RefResults.Compare(update, RefResolver.Follow(name, rows.Find)?.Target) is { } stale)
            return stale;
        if (!update.IsDelete && Conflict(name) is { } other)
            return RefResults.Conflict(update, other);
        touched.Add(name);
        rows.Set(name, update.IsDelete ? null : new RefValue(update.Target, update.SymbolicTarget));
        return null;
    }

    // A ref that cannot stand beside a new one.
    private ByteString? Conflict(RefName name)
    {
        foreach (var parent in RefNames.Parents(name))
        {
            if (RefName.TryParse(parent, out var above) && rows.Find(above) is not null)
                return parent;
        }
        return rows.Names(RefNames.ChildPrefix(name)).FirstOrDefault()?.Bytes;
    }
}
