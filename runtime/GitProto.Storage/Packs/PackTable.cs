namespace GitProto.Storage;

/// <summary>
/// The entries of a pack in the order of their offsets. It grows block by block with what really came, whatever number the pack's
/// header promised, and an entry never moves.
/// </summary>
internal sealed class PackTable
{
    /// <summary>The most entries that fit: what one array can index.</summary>
    public const int MaxCount = 0x7fffffc0;

    private const int BlockBits = 12;
    private readonly List<PackEntry[]> blocks = [];

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>An entry.</summary>
    public ref PackEntry this[int index] => ref blocks[index >> BlockBits][index & ((1 << BlockBits) - 1)];

    /// <summary>Adds an entry, whose offset is above all others.</summary>
    /// <returns>Its index.</returns>
    public int Add(in PackEntry entry)
    {
        if (Count >> BlockBits == blocks.Count)
            blocks.Add(new PackEntry[1 << BlockBits]);
        this[Count] = entry;
        return Count++;
    }

    /// <summary>Finds the entry that begins at an offset.</summary>
    /// <returns>Its index, or -1.</returns>
    public int Find(long offset)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) >> 1);
            var found = this[middle].Offset;
            if (found == offset)
                return middle;
            if (found < offset)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    /// <summary>The indexes in the order of the ids, equal ones in the order of their offsets.</summary>
    public int[] SortById()
    {
        var order = new int[Count];
        var keys = new ulong[Count];
        for (var i = 0; i < Count; i++)
        {
            order[i] = i;
            keys[i] = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(ObjectId.AsSpan(in this[i].Id));
        }
        Array.Sort(keys, order);
        for (var start = 0; start < Count;)
        {
            var end = start + 1;
            while (end < Count && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                order.AsSpan(start, end - start).Sort(Compare);
            start = end;
        }
        return order;
    }

    private int Compare(int left, int right)
    {
        var order = ObjectId.AsSpan(in this[left].Id).SequenceCompareTo(ObjectId.AsSpan(in this[right].Id));
        return order != 0 ? order : left.CompareTo(right);
    }
}
