namespace GitProto.Storage;

/// <summary>Objects that deltas were applied to not long ago. Bounded by bytes; safe for many threads; one may serve many packs.</summary>
public sealed class DeltaBaseCache(long capacity = 32 << 20)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(PackFile Pack, long Offset), LinkedListNode<Item>> items = [];
    private readonly LinkedList<Item> recent = [];
    private long used;

    /// <summary>How many bytes it may hold.</summary>
    public long Capacity => capacity;

    /// <summary>Finds an object.</summary>
    internal GitObject? Find(PackFile pack, long offset)
    {
        lock (gate)
        {
            if (!items.TryGetValue((pack, offset), out var node))
                return null;
            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Body;
        }
    }

    /// <summary>Keeps an object, at the cost of those not used for longest. One that would fill half of the room is not kept.</summary>
    internal void Add(PackFile pack, long offset, GitObject body)
    {
        if (body.Size > capacity / 2)
            return;
        lock (gate)
        {
            if (items.ContainsKey((pack, offset)))
                return;
            items.Add((pack, offset), recent.AddFirst(new Item(pack, offset, body)));
            used += Cost(body);
            while (used > capacity)
                Remove(recent.Last!);
        }
    }

    /// <summary>Forgets the objects of a pack.</summary>
    internal void Forget(PackFile pack)
    {
        lock (gate)
        {
            for (var node = recent.First; node is not null;)
            {
                var next = node.Next;
                if (ReferenceEquals(node.Value.Pack, pack))
                    Remove(node);
                node = next;
            }
        }
    }

    private static long Cost(GitObject body) => body.Size + 160;

    private void Remove(LinkedListNode<Item> node)
    {
        recent.Remove(node);
        items.Remove((node.Value.Pack, node.Value.Offset));
        used -= Cost(node.Value.Body);
    }

    private sealed record Item(PackFile Pack, long Offset, GitObject Body);
}
