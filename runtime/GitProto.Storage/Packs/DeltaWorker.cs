namespace GitProto.Storage;

/// <summary>Resolves the deltas under one whole object after another.</summary>
internal sealed class DeltaWorker : IDisposable
{
    // Below this a result's size is believed: checking it first would cost more than the memory.
    private const int TrustedSize = 1 << 20;

    /// <summary>What another worker is left with has so many bytes at least, since it has to make the base anew from a whole object.</summary>
    public const int MinBranch = 8 << 20;

    private const int MinBranchInBases = 64;

    private readonly DeltaResolver resolver;
    private readonly DeltaBranches branches;
    private readonly PackTable table;
    private readonly DeltaForest forest;
    private readonly PackLimits limits;
    private readonly PackCursor cursor;
    private readonly ObjectNamer namer;
    private readonly List<BaseFrame> stack = [];

    public DeltaWorker(DeltaResolver resolver, DeltaBranches branches, PackBytes pack, PackTable table, DeltaForest forest, PackIndexOptions options)
    {
        (this.resolver, this.branches, this.table, this.forest, limits) = (resolver, branches, table, forest, options.Limits);
        cursor = new PackCursor(pack, options.Format);
        namer = ObjectNamer.Create(options, Name);
    }

    /// <summary>Resolves everything under an entry that is whole, but for what waits until <see cref="End"/>.</summary>
    public void Run(int root, CancellationToken cancellationToken)
    {
        var waiting = forest.Claim(in table[root].Id);
        if (waiting < 0 && forest.LastChild(root) < 0)
            return;
        Push(root, 0, Load(root), waiting, forest.FirstChild(root), forest.LastChild(root));
        Work(cancellationToken);
    }

    /// <summary>Resolves what another worker left, and names all of it.</summary>
    public void Run(BaseFrame branch, CancellationToken cancellationToken)
    {
        stack.Add(branch);
        End(cancellationToken);
    }

    /// <summary>Names what has no name yet, and resolves what waited for that.</summary>
    public void End(CancellationToken cancellationToken)
    {
        do
        {
            Work(cancellationToken);
            namer.Flush();
        }
        while (stack.Count > 0);
    }

    public void Dispose() => namer.Dispose();

    private void Work(CancellationToken cancellationToken)
    {
        while (stack.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (branches.AreWanted)
                Share();
            var frame = stack[^1];
            frame.Body ??= Rebuild(frame);
            Resolve(frame, frame.Next(forest));
        }
    }

    // From the bottom up, where most is left; something stays here.
    private void Share()
    {
        for (var i = 0; i < stack.Count; i++)
        {
            var frame = stack[i];
            if (frame.Last < 0 || (i == stack.Count - 1 && frame.Child < 0 && frame.Waiting < 0) || !IsWorthSharing(frame))
                continue;
            branches.Give(new BaseFrame { Entry = frame.Entry, Depth = frame.Depth, Child = -1, Waiting = -1, Last = frame.Last });
            frame.Last = -1;
            if (frame.IsDone)
            {
                Drop(frame);
                stack.RemoveAt(i);
            }
            return;
        }
    }

    private bool IsWorthSharing(BaseFrame frame) =>
        forest.WeightOf(frame.Last) >= Math.Max(MinBranch, table[frame.Entry].Size * MinBranchInBases);

    private void Resolve(BaseFrame frame, int index)
    {
        ref var entry = ref table[index];
        if (frame.Depth >= limits.MaxDeltaDepth)
            throw new LimitExceededException(nameof(PackLimits.MaxDeltaDepth), limits.MaxDeltaDepth, $"The chain of deltas that ends at offset {entry.Offset}");
        var depth = frame.Depth + 1;
        var result = Make(index, frame.Body!.Bytes);
        entry.Base = frame.Entry;
        entry.ObjectType = table[frame.Entry].ObjectType;
        resolver.Count();
        if (frame.IsDone)
            Pop();
        if (forest.LastChild(index) >= 0)
        {
            result.Hold();
            Push(index, depth, result, -1, forest.FirstChild(index), forest.LastChild(index));
        }
        namer.Add(new(index, depth, entry.ObjectType, result));
    }

    private void Name(NamedObject one, ObjectId id)
    {
        table[one.Entry].Id = id;
        var waiting = forest.Claim(id);
        if (waiting < 0)
            one.Body.Release();
        else
            Push(one.Entry, one.Depth, one.Body, waiting, -1, -1);
    }

    private void Push(int index, int depth, ObjectBody body, int waiting, int child, int last)
    {
        stack.Add(new BaseFrame { Entry = index, Depth = depth, Body = body, Child = child, Waiting = waiting, Last = last });
        if (resolver.Hold(body.Capacity))
            DropAllButTop();
    }

    private void Pop()
    {
        Drop(stack[^1]);
        stack.RemoveAt(stack.Count - 1);
    }

    private void Drop(BaseFrame frame)
    {
        if (frame.Body is null)
            return;
        resolver.Hold(-frame.Body.Capacity);
        frame.Body.Release();
        frame.Body = null;
    }

    private void DropAllButTop()
    {
        for (var i = stack.Count - 2; i >= 0 && stack[i].Body is not null; i--)
            Drop(stack[i]);
    }

    private ObjectBody Rebuild(BaseFrame frame)
    {
        var path = new Stack<int>();
        var index = frame.Entry;
        for (; table[index].Base >= 0; index = table[index].Base)
            path.Push(index);
        var body = Load(index);
        while (path.TryPop(out var child))
        {
            var result = Make(child, body.Bytes);
            body.Release();
            (body, index) = (result, child);
        }
        resolver.Hold(body.Capacity);
        return body;
    }

    private ObjectBody Load(int index)
    {
        ref var entry = ref table[index];
        if (entry.Size > limits.MaxDeltaObjectSize)
            throw new LimitExceededException(
                nameof(PackLimits.MaxDeltaObjectSize), limits.MaxDeltaObjectSize, $"The size of the delta base at offset {entry.Offset}, {entry.Size},");
        return Inflate(cursor.ReadHeader(entry.Offset));
    }

    private ObjectBody Inflate(in EntryHeader header)
    {
        resolver.Spend(header.Size);
        var body = ObjectBody.Rent((int)header.Size);
        cursor.Inflate(header, body.Room);
        return body;
    }

    private ObjectBody Make(int index, ReadOnlySpan<byte> source)
    {
        ref var entry = ref table[index];
        var delta = Inflate(cursor.ReadHeader(entry.Offset));
        var problem = entry.Size > TrustedSize ? Delta.Measure(delta.Bytes) : null;
        resolver.Spend(entry.Size);
        ObjectBody? result = null;
        if (problem is null)
        {
            result = ObjectBody.Rent((int)entry.Size);
            problem = Delta.Apply(delta.Bytes, source, result.Bytes);
        }
        delta.Release();
        return problem is null ? result! : throw new CorruptPackException($"The pack entry at offset {entry.Offset} is corrupt: {problem}.");
    }
}
