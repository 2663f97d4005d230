namespace GitProto.Storage;

/// <summary>
/// The headers of all entries of a pack, read once from front to back, for those who need most of them: by position, which is the number of an entry in the
/// order of offsets. About 20 bytes for each.
/// </summary>
internal sealed class PackLayout
{
    // While types are looked for: an entry that waits for its base.
    private const ObjectType Open = (ObjectType)0xff;
    private readonly LaidEntry[] entries;
    private readonly int[] positions;

    private PackLayout(PackIndex index, PackOrder order)
    {
        (Index, Order) = (index, order);
        entries = new LaidEntry[order.Count];
        positions = new int[order.Count];
        for (var position = 0; position < positions.Length; position++)
            positions[order.Place(position)] = position;
    }

    /// <summary>The index of the pack.</summary>
    public PackIndex Index { get; }

    /// <summary>Offsets by position.</summary>
    public PackOrder Order { get; }

    /// <summary>How many entries there are.</summary>
    public int Count => entries.Length;

    /// <summary>An entry.</summary>
    public ref readonly LaidEntry this[int position] => ref entries[position];

    /// <summary>Reads it.</summary>
    /// <exception cref="CorruptPackException">An entry runs into the next one, has no base in the pack, or rests on itself.</exception>
    public static PackLayout Read(PackIndex index, PackOrder order, PackCursor cursor, CancellationToken cancellationToken)
    {
        var layout = new PackLayout(index, order);
        for (var position = 0; position < layout.Count; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            layout.entries[position] = layout.Read(cursor.ReadHeader(order.Offset(position)), position);
        }
        layout.FindTypes();
        return layout;
    }

    /// <summary>The position of the object at a place of the index.</summary>
    public int Position(int place) => positions[place];

    /// <summary>The id of the object at a position.</summary>
    public ObjectId Id(int position) => Index.GetId(Order.Place(position));

    /// <summary>How many objects of a type there are.</summary>
    public int CountOf(ObjectType type)
    {
        var count = 0;
        foreach (ref readonly var entry in entries.AsSpan())
            count += entry.ObjectType == type ? 1 : 0;
        return count;
    }

    private LaidEntry Read(in EntryHeader header, int position)
    {
        if (header.DataOffset > Order.Offset(position + 1))
            throw new CorruptPackException($"The pack entry at offset {header.Offset} runs into the next one.");
        return new LaidEntry
        {
            Size = header.Size,
            Base = header.Type.IsDelta() ? FindBase(header) : -1,
            HeaderLength = (byte)header.Length,
            Type = header.Type,
            ObjectType = header.Type.ToObjectType(),
        };
    }

    private int FindBase(in EntryHeader header)
    {
        if (header.Type == PackEntryType.OfsDelta)
            return Order.Position(header.BaseOffset) is >= 0 and var position
                ? position
                : throw new CorruptPackException($"No entry of the pack begins at offset {header.BaseOffset}, where a delta's base should be.");
        return Index.Find(header.BaseId) is >= 0 and var place
            ? positions[place]
            : throw new CorruptPackException($"The base {header.BaseId} of the delta at offset {header.Offset} is not in the pack.");
    }

    private void FindTypes()
    {
        var waiting = new Stack<int>();
        for (var position = 0; position < entries.Length; position++)
        {
            var at = position;
            for (; entries[at].ObjectType == ObjectType.None; at = entries[at].Base)
            {
                entries[at].ObjectType = Open;
                waiting.Push(at);
            }
            var type = entries[at].ObjectType;
            if (type == Open)
                throw new CorruptPackException($"The delta at offset {Order.Offset(at)} rests on itself.");
            while (waiting.TryPop(out var passed))
                entries[passed].ObjectType = type;
        }
    }
}
