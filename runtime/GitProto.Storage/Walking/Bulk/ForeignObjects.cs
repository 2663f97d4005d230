namespace GitProto.Storage;

/// <summary>Objects that trees of a pack link to and that are not in it, numbered, each with the least hint of its names.</summary>
internal sealed class ForeignObjects(ObjectFormat format)
{
    private readonly ObjectIdTable ids = new(format);
    private readonly List<uint> hashes = [];

    /// <summary>How many there are.</summary>
    public int Count => ids.Count;

    /// <summary>The id of one.</summary>
    public ObjectId this[int number] => ids[number];

    /// <summary>The hint of one.</summary>
    public uint Hash(int number) => hashes[number];

    /// <summary>The number of an id, or -1.</summary>
    public int Find(in ObjectId id) => ids.Find(id);

    /// <summary>Gives an object a number, and it a hint.</summary>
    public int Add(in ObjectId id, uint hash)
    {
        var number = ids.Add(id, out var added);
        if (added)
            hashes.Add(hash);
        else
            hashes[number] = Math.Min(hashes[number], hash);
        return number;
    }
}
