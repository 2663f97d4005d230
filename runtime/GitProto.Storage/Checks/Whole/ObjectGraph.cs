namespace GitProto.Storage;

/// <summary>
/// Every object that is there or that another names, with what is known of it: an id and 12 bytes each. Links come from many threads at once; ids are added by one, before.
/// </summary>
internal sealed class ObjectGraph(ObjectFormat format)
{
    private const int ChunkBits = 16;
    private readonly ObjectIdTable table = new(format);
    private readonly List<int[]> chunks = [];
    private readonly Lock gate = new();
    private readonly Dictionary<ObjectId, ObjectMarks> absent = [];

    /// <summary>How many objects there are.</summary>
    public int Count => table.Count;

    /// <summary>What is known of an object.</summary>
    public ObjectMarks this[int number] => (ObjectMarks)Slot(number);

    /// <summary>The id of an object.</summary>
    public ObjectId Id(int number) => table[number];

    /// <summary>The number of an object; -1 if it was not added.</summary>
    public int Find(in ObjectId id) => table.Find(id);

    /// <summary>Adds an object. Not while others mark.</summary>
    /// <returns>Its number.</returns>
    public int Add(in ObjectId id, ObjectMarks marks)
    {
        var number = table.Add(id, out _);
        if (number >> ChunkBits == chunks.Count)
            chunks.Add(new int[1 << ChunkBits]);
        Slot(number) |= (int)marks;
        return number;
    }

    /// <summary>Marks an object.</summary>
    public void Mark(int number, ObjectMarks marks)
    {
        ref var slot = ref Slot(number);
        if ((slot & (int)marks) != (int)marks)
            Interlocked.Or(ref slot, (int)marks);
    }

    /// <summary>Takes marks from an object.</summary>
    public void Unmark(int number, ObjectMarks marks) => Interlocked.And(ref Slot(number), ~(int)marks);

    /// <summary>Marks an object that another names, be it there or not.</summary>
    public void Link(in ObjectId id, ObjectMarks marks)
    {
        if (table.Find(id) is >= 0 and var number)
        {
            Mark(number, marks);
            return;
        }
        lock (gate)
            absent[id] = absent.GetValueOrDefault(id) | marks;
    }

    /// <summary>Gives a number to all that is named and was not added.</summary>
    /// <returns>True if there is any.</returns>
    public bool Settle()
    {
        foreach (var (id, marks) in absent)
            Add(id, marks);
        var any = absent.Count > 0;
        absent.Clear();
        return any;
    }

    private ref int Slot(int number) => ref chunks[number >> ChunkBits][number & ((1 << ChunkBits) - 1)];
}
