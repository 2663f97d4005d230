using System.Runtime.InteropServices;

namespace GitProto.Storage;

/// <summary>Reads the trees of one delta tree after another, depth first from those that are whole. What it cannot read it leaves to the ordinary walk.</summary>
internal sealed class HarvestWorker
{
    // So much memory the trees on a path may take; those that rest on them are left.
    private const long MaxHeld = 64 << 20;

    // A larger tree is left.
    private const long MaxTree = 8 << 20;

    private readonly TreeHarvest harvest;
    private readonly PackLayout layout;
    private readonly PackCursor cursor;
    private readonly TreeDifference difference;
    private readonly LinkBatch waiting;
    private readonly List<TreeLink> links = [];
    private readonly List<HarvestFrame> path = [];
    private readonly int number;
    private long held;

    public HarvestWorker(TreeHarvest harvest, PackLayout layout, PackCursor cursor, int number)
    {
        (this.harvest, this.layout, this.cursor, this.number) = (harvest, layout, cursor, number);
        waiting = new LinkBatch(harvest, layout);
        difference = new TreeDifference(layout.Index.Format, Take);
    }

    /// <summary>What the trees link to outside the pack.</summary>
    public ForeignObjects Foreign => waiting.Foreign;

    /// <summary>The links of a tree that this worker read.</summary>
    public ReadOnlySpan<TreeLink> Links(in TreeLinks tree) => CollectionsMarshal.AsSpan(links).Slice(tree.First, tree.Count);

    /// <summary>Reads a whole tree and all that rest on it.</summary>
    public void Run(int root, CancellationToken cancellationToken)
    {
        Push(TryRead(root, null));
        while (path.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var frame = path[^1];
            var child = frame.Child;
            frame.Child = harvest.NextChild(child);
            var made = TryRead(child, frame);
            if (frame.Child < 0)
                Pop();
            Push(made);
        }
    }

    private void Push(HarvestFrame? frame)
    {
        if (frame is null)
            return;
        held += frame.Cost;
        path.Add(frame);
    }

    private void Pop()
    {
        var frame = path[^1];
        path.RemoveAt(path.Count - 1);
        held -= frame.Cost;
        frame.Release();
    }

    // Null if nothing is to be read that rests on it.
    private HarvestFrame? TryRead(int position, HarvestFrame? frame)
    {
        var first = links.Count;
        try
        {
            if ((frame is null ? Whole(position) : Made(position, frame)) is not { } body)
                return null;
            waiting.MoveTo(links);
            harvest.Trees[position] = new TreeLinks { Worker = number, First = first, Count = links.Count - first };
            if (harvest.FirstChild(position) >= 0 && held < MaxHeld)
                return new HarvestFrame(harvest.FirstChild(position), body, difference.Starts);
            body.Release();
        }
        catch (Exception e) when (e is CorruptPackException or ObjectRefusedException)
        {
            // Who comes here in the ordinary walk is told.
            waiting.Clear();
        }
        return null;
    }

    private ObjectBody? Whole(int position)
    {
        if (Inflate(position) is not { } body)
            return null;
        difference.Read(body.Bytes);
        return body;
    }

    private ObjectBody? Made(int position, HarvestFrame frame)
    {
        if (Inflate(position) is not { } delta)
            return null;
        ObjectBody? body = null;
        if (DeltaHeader.TryRead(delta.Bytes, out var header) is null && header.ResultSize <= MaxTree && harvest.Spend(header.ResultSize))
        {
            body = ObjectBody.Rent((int)header.ResultSize);
            if (Delta.Apply(delta.Bytes, frame.Bytes, body.Bytes) is { } problem)
                throw new CorruptPackException(problem);
            difference.Read(body.Bytes, delta.Bytes, frame.Starts);
        }
        delta.Release();
        return body;
    }

    private ObjectBody? Inflate(int position)
    {
        if (layout[position].Size > MaxTree || !harvest.Spend(layout[position].Size))
            return null;
        var body = ObjectBody.Rent((int)layout[position].Size);
        cursor.Inflate(cursor.ReadHeader(layout.Order.Offset(position)), body.Room);
        return body;
    }

    private void Take(in TreeEntry entry)
    {
        if (waiting.Add(entry))
            waiting.MoveTo(links);
    }
}
