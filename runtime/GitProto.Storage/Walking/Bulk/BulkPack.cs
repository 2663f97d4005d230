namespace GitProto.Storage;

/// <summary>A pack that a bulk walk may take. What of it can be read before that is known to be worth while is read on other threads, while the walk is among the commits.</summary>
internal sealed class BulkPack(PackFile pack, CancellationToken cancellationToken)
{
    // With fewer commits, reading the headers of all its entries takes longer than looking for those that are wanted.
    private const int LeastShare = 64;
    private readonly SideWork layout = new();
    private volatile bool isLaidOut;
    private bool isBegun;
    private long? commits;
    private PackReach? reach;

    /// <summary>Whether so many commits of a walk make it one that is taken. More of them never make it none.</summary>
    public bool IsWanted(int met) => met >= pack.Index.Count / LeastShare;

    /// <summary>How many commits it holds, at most, as far as that is known now. Begins to find out if it is wanted.</summary>
    public long CommitsAtMost(int met)
    {
        if (!IsWanted(met))
            return pack.Index.Count;
        if (!isBegun)
            layout.Begin(LayOut);
        isBegun = true;
        return isLaidOut ? Commits() : pack.Index.Count;
    }

    /// <summary>How many commits it holds; none if it cannot be taken.</summary>
    public long Commits() => commits ??= pack.TryLayOut(cancellationToken) is { } found ? found.CountOf(ObjectType.Commit) : 0;

    /// <summary>Begins to read its trees, if it is wanted.</summary>
    public void BeginTrees(int met)
    {
        if (IsWanted(met))
            Reach()?.Harvest.Begin(Environment.ProcessorCount - 1, cancellationToken);
    }

    /// <summary>What of it is reached, by nobody yet; null if it cannot be taken.</summary>
    public PackReach? Reach() => reach ??= pack.TryLayOut(cancellationToken) is { } found ? new PackReach(pack, found) : null;

    /// <summary>True if nothing runs on other threads, nor will.</summary>
    public bool HasEnded => layout.HasEnded && reach?.Harvest.Helpers.HasEnded is not false;

    /// <summary>Lets nothing begin any more on other threads.</summary>
    /// <returns>The end of what has begun, and what went wrong in it.</returns>
    public Task Close() => Task.WhenAll(layout.Close(), reach?.Harvest.Helpers.Close() ?? Task.CompletedTask);

    private void LayOut()
    {
        pack.TryLayOut(cancellationToken);
        isLaidOut = true;
    }
}
