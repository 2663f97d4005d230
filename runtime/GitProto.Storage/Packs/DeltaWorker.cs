using System.Buffers;

namespace GitProto.Storage;

/// <summary>Resolves the deltas under one whole object after another.</summary>
internal sealed class DeltaWorker(DeltaResolver resolver, PackBytes pack, PackTable table, DeltaForest forest, PackIndexOptions options) : IDisposable
{
    // Below this a result's size is believed: checking it first would cost more than the memory.
    private const int TrustedSize = 1 << 20;

    private readonly PackCursor cursor = new(pack, options.Format);
    private readonly ObjectHasher hasher = new(options.CreateHash());
    private readonly List<BaseFrame> stack = [];

    /// <summary>Resolves everything under an entry that is whole.</summary>
    public void Run(int root, CancellationToken cancellationToken)
    {
        var waiting = forest.Claim(in table[root].Id);
        if (waiting < 0 && forest.LastChild(root) < 0)
            return;
        Push(root, 0, Load(root), waiting);
        while (stack.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var frame = stack[^1];
            frame.Buffer ??= Rebuild(frame);
            Resolve(frame, frame.Next(forest));
        }
    }

    public void Dispose() => hasher.Dispose();

    private void Resolve(BaseFrame frame, int index)
    {
        ref var entry = ref table[index];
        if (frame.Depth >= options.Limits.MaxDeltaDepth)
            throw new LimitExceededException(
                nameof(PackLimits.MaxDeltaDepth), options.Limits.MaxDeltaDepth, $"The chain of deltas that ends at offset {entry.Offset}");
        var result = Make(index, frame.Buffer.AsSpan(0, frame.Length));
        entry.Base = frame.Entry;
        entry.ObjectType = table[frame.Entry].ObjectType;
        entry.Id = hasher.Hash(entry.ObjectType, result.AsSpan(0, (int)entry.Size));
        resolver.Count();
        if (frame.IsDone)
            Pop();
        var waiting = forest.Claim(in entry.Id);
        if (waiting < 0 && forest.LastChild(index) < 0)
            ArrayPool<byte>.Shared.Return(result);
        else
            Push(index, frame.Depth + 1, result, waiting);
    }

    private void Push(int index, int depth, byte[] buffer, int waiting)
    {
        stack.Add(new BaseFrame
        {
            Entry = index,
            Depth = depth,
            Buffer = buffer,
            Length = (int)table[index].Size,
            Child = forest.FirstChild(index),
            Waiting = waiting,
            Last = forest.LastChild(index),
        });
        if (resolver.Hold(buffer.Length))
            DropAllButTop();
    }

    private void Pop()
    {
        Drop(stack[^1]);
        stack.RemoveAt(stack.Count - 1);
    }

    private void Drop(BaseFrame frame)
    {
        resolver.Hold(-frame.Buffer!.Length);
        ArrayPool<byte>.Shared.Return(frame.Buffer);
        frame.Buffer = null;
    }

    private void DropAllButTop()
    {
        for (var i = stack.Count - 2; i >= 0 && stack[i].Buffer is not null; i--)
            Drop(stack[i]);
    }

    private byte[] Rebuild(BaseFrame frame)
    {
        var path = new Stack<int>();
        var index = frame.Entry;
        for (; table[index].Base >= 0; index = table[index].Base)
            path.Push(index);
        var body = Load(index);
        while (path.TryPop(out var child))
        {
            var result = Make(child, body.AsSpan(0, (int)table[index].Size));
            ArrayPool<byte>.Shared.Return(body);
            (body, index) = (result, child);
        }
        resolver.Hold(body.Length);
        return body;
    }

    private byte[] Load(int index)
    {
        ref var entry = ref table[index];
        if (entry.Size > options.Limits.MaxDeltaObjectSize)
            throw new LimitExceededException(
                nameof(PackLimits.MaxDeltaObjectSize), options.Limits.MaxDeltaObjectSize, $"The size of the delta base at offset {entry.Offset}, {entry.Size},");
        return Inflate(cursor.ReadHeader(entry.Offset));
    }

    private byte[] Inflate(in EntryHeader header)
    {
        resolver.Spend(header.Size);
        var buffer = ArrayPool<byte>.Shared.Rent((int)header.Size + Inflater.Slack);
        cursor.Inflate(header, buffer);
        return buffer;
    }

    private byte[] Make(int index, ReadOnlySpan<byte> source)
    {
        ref var entry = ref table[index];
        var header = cursor.ReadHeader(entry.Offset);
        var buffer = Inflate(header);
        var delta = buffer.AsSpan(0, (int)header.Size);
        var problem = entry.Size > TrustedSize ? Delta.Measure(delta) : null;
        resolver.Spend(entry.Size);
        var result = problem is null ? ArrayPool<byte>.Shared.Rent((int)entry.Size) : [];
        problem ??= Delta.Apply(delta, source, result.AsSpan(0, (int)entry.Size));
        ArrayPool<byte>.Shared.Return(buffer);
        return problem is null ? result : throw new CorruptPackException($"The pack entry at offset {entry.Offset} is corrupt: {problem}.");
    }
}
