namespace GitProto.Storage;

/// <summary>
/// Decides whether a walk is done in bulk. Once it has met so many commits that it will be, the trees are read at the same time as the rest of the commits;
/// what comes out does not depend on when that was.
/// </summary>
internal sealed class BulkPlan : IDisposable
{
    // Below that, reading all trees of a pack takes longer than those that are wanted.
    private const int LeastCommits = 500;
    private const int LeastShare = 4;
    private readonly IPackedStore store;
    private readonly bool takesBlobs;
    private readonly CancellationTokenSource stop;
    private BulkPack[]? packs;
    private int next = LeastCommits;

    private BulkPlan(IPackedStore store, bool takesBlobs, CancellationToken cancellationToken)
    {
        (this.store, this.takesBlobs) = (store, takesBlobs);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Whether trees are read by now.</summary>
    public bool ReadsTrees => next == int.MaxValue;

    /// <summary>True if nothing runs on other threads, nor will.</summary>
    public bool HasEnded => Array.TrueForAll(packs ?? [], pack => pack.HasEnded);

    // The order is that of the selection.
    private BulkPack[] Packs => packs ??= [.. store.Packs.Where(pack => pack.Index.Count is >= LeastCommits and <= TreeLink.MaxNumber)
        .OrderByDescending(pack => pack.Index.Count).ThenBy(pack => pack.Checksum.ToString(), StringComparer.Ordinal).Select(pack => new BulkPack(pack, stop.Token))];

    /// <summary>Makes one for a walk.</summary>
    /// <returns>Null if it cannot be done in bulk.</returns>
    public static BulkPlan? For(IObjectStore objects, ObjectWalkRequest request, CancellationToken cancellationToken) =>
        objects is IPackedStore store && request.Haves.Count + request.Edges.Count == 0
        && request.Filter.TreeDepth == long.MaxValue && request.Filter.BlobLimit is <= 0 or long.MaxValue
            ? new BulkPlan(store, request.Filter.Takes(ObjectType.Blob) && request.Filter.BlobLimit > 0, cancellationToken)
            : null;

    /// <summary>Says how many commits the walk has met.</summary>
    public void Met(int commits)
    {
        if (commits < next)
            return;
        next = commits + (commits / LeastShare);
        if (commits < Packs.Sum(pack => pack.CommitsAtMost(commits)) / LeastShare)
            return;
        next = int.MaxValue;
        foreach (var pack in Packs)
            pack.BeginTrees(commits);
    }

    /// <summary>Begins the walk through the trees, if the commits are many enough.</summary>
    /// <param name="commits">How many are wanted.</param>
    /// <param name="trees">Walks what cannot be done here.</param>
    /// <returns>Null if the ordinary walk does better.</returns>
    public BulkWalk? Begin(int commits, TreeWalk trees)
    {
        if (commits < LeastCommits)
            return null;
        var wanted = Packs.Where(pack => pack.IsWanted(commits)).ToArray();
        var stored = wanted.Sum(pack => pack.Commits());
        var reached = commits >= stored / LeastShare ? wanted.Select(pack => pack.Reach()).OfType<PackReach>().ToArray() : [];
        return reached.Length > 0 ? new BulkWalk(reached, trees, takesBlobs, stop.Token) : null;
    }

    /// <summary>Ends what was begun and not asked for.</summary>
    public void Dispose()
    {
        stop.Cancel();
        // Whoever needed it was told what went wrong.
        Task.WhenAll((packs ?? []).Select(pack => pack.Close())).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        stop.Dispose();
    }
}
