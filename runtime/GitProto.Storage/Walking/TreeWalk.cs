namespace GitProto.Storage;

/// <summary>
/// Puts trees and blobs into a selection. A stack on the heap stands for the recursion, and an object is entered once, or, if a filter counts
/// depth, once for each smaller depth it is met at; so neither deep nor multiplied trees cost more than they have different objects. Of a tree that is
/// much like one before it, only what differs is looked at.
/// </summary>
internal sealed class TreeWalk(IObjectStore objects, ObjectSelection selection, ObjectFilter filter, CancellationToken cancellationToken)
{
    private readonly Dictionary<int, int> depths = [];
    private readonly SeenTrees included = new(objects.Format);
    private readonly SeenTrees excluded = new(objects.Format);
    private readonly Stack<(int Number, int Depth, uint Hash)> pending = new();

    /// <summary>Takes over what is in packs of which most is wanted; null if nothing does. What is wanted is then asked of it, too, once all is included.</summary>
    public BulkWalk? Bulk { get; set; }

    /// <summary>The receiver has this tree and all below it. What is missing here is passed over.</summary>
    public void Exclude(in ObjectId root)
    {
        if (!selection.Exclude(root, out var first, ObjectType.Tree))
            return;
        pending.Push((first, 0, 0));
        while (pending.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (objects.TryRead(selection.Id(next.Number), ObjectStoreExtensions.MaxStructuredSize) is not { Type: ObjectType.Tree } tree)
                continue;
            foreach (var entry in new TreeView(objects.Format, excluded.Unseen(next.Hash, tree.Content)))
            {
                var name = NameHash.Append(next.Hash, entry.Name);
                if (!entry.IsSubmodule && selection.Exclude(entry.Id, out var number, entry.Type, name) && entry.IsTree)
                    pending.Push((number, 0, NameHash.Append(name, "/"u8)));
            }
        }
    }

    /// <summary>Sends this tree and all below it, as far as the filter lets it.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="named">True if it was asked for by name, so that the filter does not apply to the tree itself.</param>
    public void Include(in ObjectId root, bool named = false)
    {
        if (named)
            selection.Include(root, ObjectType.Tree);
        Enter(root, 0, 0);
        Finish();
    }

    /// <summary>Takes an entry of a tree that was looked into elsewhere. What it leads to is left to <see cref="Finish"/>.</summary>
    public void Take(in ObjectId id, ObjectType type, uint hash)
    {
        if (type == ObjectType.Tree)
            Enter(id, 0, hash);
        else
            IncludeBlob(id, hash);
    }

    /// <summary>Looks into a tree that is included elsewhere, or rather leaves it to <see cref="Finish"/>.</summary>
    public void LookInto(in ObjectId tree)
    {
        var number = selection.Add(tree, out _);
        if (selection.Enter(number))
            pending.Push((number, 0, 0));
    }

    /// <summary>Looks into the trees that wait for it.</summary>
    public void Finish()
    {
        while (pending.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (filter.Descends(next.Depth))
                Expand(objects.Read(selection.Id(next.Number), ObjectType.Tree), next.Depth, next.Hash);
        }
    }

    private void Expand(GitObject tree, int depth, uint hash)
    {
        // Depth counts for what is met again, too.
        var entries = filter.TreeDepth == long.MaxValue ? included.Unseen(hash, tree.Content) : tree.Span;
        foreach (var entry in new TreeView(objects.Format, entries))
        {
            var name = NameHash.Append(hash, entry.Name);
            if (entry.IsTree)
                Enter(entry.Id, depth + 1, name);
            else if (!entry.IsSubmodule)
                IncludeBlob(entry.Id, name);
        }
    }

    private void Enter(in ObjectId id, int depth, uint hash)
    {
        if (Bulk is not null && Bulk.TryTake(id, ObjectType.Tree))
            return;
        var number = selection.Add(id, out _);
        if (selection.IsExcluded(number) || !IsNearer(number, depth))
            return;
        if (filter.TakesTree(depth))
            selection.Include(number, ObjectType.Tree, hash);
        pending.Push((number, depth, NameHash.Append(hash, hash == 0 ? default : "/"u8)));
    }

    private void IncludeBlob(in ObjectId id, uint hash)
    {
        if (!filter.Takes(ObjectType.Blob) || filter.BlobLimit == 0 || (Bulk is not null && Bulk.TryTake(id, ObjectType.Blob)))
            return;
        var number = selection.Add(id, out _);
        if (filter.BlobLimit < long.MaxValue && objects.TryReadHeader(id, out _, out var size) && size >= filter.BlobLimit)
            return;
        selection.Include(number, ObjectType.Blob, hash);
    }

    private bool IsNearer(int number, int depth)
    {
        if (filter.TreeDepth == long.MaxValue)
            return selection.Enter(number);
        if (depths.TryGetValue(number, out var known) && known <= depth)
            return false;
        depths[number] = depth;
        return true;
    }
}
