namespace GitProto.Storage;

/// <summary>
/// Finds what trees reach in packs of which most is wanted: the links of all trees are read first, once and along the deltas, then followed as numbers. A tree
/// whose delta base is not reached is looked into whole, so what comes out is what the ordinary walk finds, which does what is in no pack, or damaged.
/// </summary>
internal sealed class BulkWalk
{
    private readonly PackReach[] packs;
    private readonly ForeignObjects foreign;
    private readonly TreeWalk trees;
    private readonly bool takesBlobs;
    private readonly CancellationToken cancellationToken;
    private readonly Stack<(PackReach Pack, int Position)> pending = new();
    private readonly Stack<(PackReach Pack, int Position)> unbased = new();

    /// <summary>Reads the trees of the packs, or waits for those who do.</summary>
    /// <param name="packs">Those that are walked, at least one.</param>
    /// <param name="trees">Walks what cannot be done here.</param>
    /// <param name="takesBlobs">Whether blobs are wanted.</param>
    /// <param name="cancellationToken">Stops.</param>
    public BulkWalk(PackReach[] packs, TreeWalk trees, bool takesBlobs, CancellationToken cancellationToken)
    {
        (this.packs, this.trees, this.takesBlobs, this.cancellationToken) = (packs, trees, takesBlobs, cancellationToken);
        foreach (var pack in packs)
            pack.Harvest.Finish(cancellationToken);
        foreign = new ForeignObjects(packs[0].Layout.Index.Format);
        foreach (var (id, hash) in packs.SelectMany(pack => pack.Harvest.AllForeign()))
            foreign.Add(id, hash);
        ShareHashes();
    }

    /// <summary>Takes a tree to walk, or a blob.</summary>
    /// <returns>False if it is in none of the packs, or of another type there.</returns>
    public bool TryTake(in ObjectId id, ObjectType type)
    {
        foreach (var pack in packs)
        {
            if (pack.Find(id) is >= 0 and var position && pack.Layout[position].ObjectType == type)
            {
                Take(pack, position, type);
                return true;
            }
        }
        return false;
    }

    /// <summary>Walks, until nothing is left to do.</summary>
    public void Run()
    {
        while (pending.TryPop(out var next) || TryPopUnbased(out next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ref readonly var tree = ref next.Pack.Harvest.Trees[next.Position];
            foreach (var link in next.Pack.Harvest.Links(tree))
                Follow(next.Pack, tree, link);
        }
    }

    /// <summary>Puts what was reached into a selection.</summary>
    public void Select(ObjectSelection selection, Action report)
    {
        foreach (var pack in packs)
            pack.Select(selection, report, cancellationToken);
    }

    private void Take(PackReach pack, int position, ObjectType type)
    {
        if (type != ObjectType.Tree)
            pack.Reach(position);
        else if (pack.Enter(position))
            Enter(pack, position);
    }

    private void Enter(PackReach pack, int position)
    {
        if (pack.Harvest.Trees[position].Worker == 0)
        {
            trees.LookInto(pack.Layout.Id(position));
            return;
        }
        pending.Push((pack, position));
        if (pack.Layout[position].Base >= 0)
            unbased.Push((pack, position));
    }

    // Looks into those whole whose base was not reached, one after the other, as long as that brings nothing new.
    private bool TryPopUnbased(out (PackReach Pack, int Position) next)
    {
        trees.Finish();
        while (!pending.TryPop(out next))
        {
            if (!unbased.TryPop(out var entered))
                return false;
            if (entered.Pack.IsEntered(entered.Pack.Layout[entered.Position].Base))
                continue;
            trees.LookInto(entered.Pack.Layout.Id(entered.Position));
            trees.Finish();
        }
        return true;
    }

    private void Follow(PackReach pack, in TreeLinks tree, TreeLink link)
    {
        if (!link.IsTree && !takesBlobs)
            return;
        if (!link.IsLocal)
        {
            var id = pack.Harvest.Foreign(tree, link);
            trees.Take(id, link.Type, foreign.Hash(foreign.Find(id)));
        }
        else if (pack.Layout[link.Number].ObjectType == link.Type)
            Take(pack, link.Number, link.Type);
        else
            trees.Take(pack.Layout.Id(link.Number), link.Type, pack.Harvest.Hashes[link.Number]);
    }

    // What lies in one pack may have its names in another.
    private void ShareHashes()
    {
        if (packs.Length == 1)
            return;
        for (var number = 0; number < foreign.Count; number++)
        {
            foreach (var pack in packs)
            {
                if (pack.Find(foreign[number]) is >= 0 and var position)
                    pack.Harvest.Hashes.Take(position, foreign.Hash(number));
            }
        }
    }
}
