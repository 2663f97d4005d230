namespace GitProto.Storage;

/// <summary>A pack that a bulk walk may take. What of it can be read before that is known to be worth while is read on other threads, while the walk is among the commits.</summary>
internal sealed class BulkPack(PackFile pack, CancellationToken cancellationToken)
{
    // With fewer commits, reading the headers of all its entries takes longer than looking for those that are wanted.
    private const int LeastShare = 64;
    private Task<PackLayout?>? layout;
    private long? commits;
    private PackReach? reach;

    /// <summary>Whether so many commits of a walk make it one that is taken. More of them never make it none.</summary>
    public bool IsWanted(int met) => met >= pack.Index.Count / LeastShare;

    /// <summary>How many commits it holds, at most, as far as that is known now. Begins to find out if it is wanted.</summary>
    public long CommitsAtMost(int met)
    {
        if (!IsWanted(met))
            return pack.Index.Count;
        BeginLayout();
        return layout!.IsCompletedSuccessfully ? Commits() : pack.Index.Count;
    }

    /// <summary>How many commits it holds; none if it cannot be taken.</summary>
    public long Commits() => commits ??= Layout() is { } found ? found.CountOf(ObjectType.Commit) : 0;

    /// <summary>Begins to read its trees, if it is wanted.</summary>
    public void BeginTrees(int met)
    {
        if (IsWanted(met))
            Reach()?.Harvest.Begin(Environment.ProcessorCount - 1, cancellationToken);
    }

    /// <summary>What of it is reached, by nobody yet; null if it cannot be taken.</summary>
    public PackReach? Reach() => reach ??= Layout() is { } found ? new PackReach(pack, found) : null;

    /// <summary>What was begun, and may not have ended.</summary>
    public IEnumerable<Task> Begun => layout is null ? [] : [layout, .. reach?.Harvest.Begun ?? []];

    private PackLayout? Layout()
    {
        BeginLayout();
        return layout!.GetAwaiter().GetResult();
    }

    private void BeginLayout() => layout ??= Task.Run(() => pack.TryLayOut(cancellationToken), cancellationToken);
}
