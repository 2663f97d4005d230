using System.Collections;

namespace GitProto.Storage;

/// <summary>The objects of a pack in the order they are written, and what the receiver is known to have. About 40 bytes for each.</summary>
public sealed class ObjectSelection : IReadOnlyList<PackItem>
{
    private const byte Excluded = 0x80;
    private const byte Included = 0x40;
    private const byte Entered = 0x20;
    private const byte Stored = 0x10;
    private const byte TypeBits = 0x07;
    private readonly ObjectIdTable ids;
    private readonly List<byte> marks = [];
    private readonly List<uint> hashes = [];
    private readonly List<int> order = [];

    internal ObjectSelection(ObjectFormat format) => ids = new ObjectIdTable(format);

    /// <summary>How many objects are sent.</summary>
    public int Count => order.Count;

    /// <inheritdoc/>
    public PackItem this[int index] => new(ids[order[index]], (ObjectType)(marks[order[index]] & TypeBits), hashes[order[index]]);

    /// <summary>The ids alone.</summary>
    public IEnumerable<ObjectId> Ids => order.Select(number => ids[number]);

    /// <summary>True if an object is sent.</summary>
    public bool Contains(in ObjectId id) => ids.Find(id) is >= 0 and var number && (marks[number] & Included) != 0;

    /// <summary>True if the receiver is known to have an object, so that a thin pack may use it as a base.</summary>
    public bool PeerHas(in ObjectId id) => ids.Find(id) is >= 0 and var number && (marks[number] & Excluded) != 0;

    /// <summary>What the receiver is known to have, as far as it was met: bases for the deltas of a thin pack.</summary>
    public IEnumerable<PackItem> PeerItems
    {
        get
        {
            for (var number = 0; number < ids.Count; number++)
            {
                if ((marks[number] & Excluded) != 0 && (marks[number] & TypeBits) != 0)
                    yield return new(ids[number], (ObjectType)(marks[number] & TypeBits), hashes[number]);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<PackItem> GetEnumerator()
    {
        for (var index = 0; index < order.Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives an object a number.</summary>
    internal int Add(in ObjectId id, out bool added)
    {
        var number = ids.Add(id, out added);
        if (added)
        {
            marks.Add(0);
            hashes.Add(0);
        }
        return number;
    }

    /// <summary>The id of an object with a number.</summary>
    internal ObjectId Id(int number) => ids[number];

    /// <summary>Marks an object as one that the receiver has.</summary>
    /// <returns>False if that was known.</returns>
    internal bool Exclude(in ObjectId id, out int number, ObjectType type = ObjectType.None, uint hash = 0)
    {
        number = Add(id, out _);
        var first = (marks[number] & Excluded) == 0;
        if (first && type != ObjectType.None && (marks[number] & Included) == 0)
        {
            marks[number] |= (byte)type;
            hashes[number] = hash;
        }
        marks[number] |= Excluded;
        return first;
    }

    /// <summary>Puts an object at the end of the pack unless it is in it, or the receiver has it.</summary>
    internal bool Include(int number, ObjectType type, uint hash = 0)
    {
        if ((marks[number] & (Excluded | Included)) != 0)
            return false;
        marks[number] |= (byte)(Included | (byte)type);
        hashes[number] = hash;
        order.Add(number);
        return true;
    }

    /// <summary>Puts an object at the end of the pack unless it is in it, or the receiver has it.</summary>
    internal bool Include(in ObjectId id, ObjectType type) => Include(Add(id, out _), type);

    /// <summary>Puts an object at the end of the pack that is known to be there and of its type, unless it is in it, or the receiver has it.</summary>
    internal void IncludeStored(in ObjectId id, ObjectType type, uint hash = 0)
    {
        var number = Add(id, out _);
        if (Include(number, type, hash))
            marks[number] |= Stored;
    }

    /// <summary>True if the object at an index is known to be there and of its type.</summary>
    internal bool IsStored(int index) => (marks[order[index]] & Stored) != 0;

    /// <summary>Marks a tree as one whose entries are looked at.</summary>
    /// <returns>False if they were before.</returns>
    internal bool Enter(int number)
    {
        var first = (marks[number] & Entered) == 0;
        marks[number] |= Entered;
        return first;
    }

    /// <summary>True if the receiver has the object with a number.</summary>
    internal bool IsExcluded(int number) => (marks[number] & Excluded) != 0;
}
