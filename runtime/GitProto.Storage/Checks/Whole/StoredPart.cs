namespace GitProto.Storage;

/// <summary>Objects that lie together, each to be read once.</summary>
internal sealed class StoredPart
{
    private readonly Func<int, ObjectId> ids;
    private readonly Func<ObjectId, string> place;
    private readonly Func<ObjectId, long, GitObject?> read;
    private readonly Func<ObjectId, long, ObjectContent?> open;

    private StoredPart(int count, Func<int, ObjectId> ids, Func<ObjectId, string> place, Func<ObjectId, long, GitObject?> read, Func<ObjectId, long, ObjectContent?> open) =>
        (Count, this.ids, this.place, this.read, this.open) = (count, ids, place, read, open);

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The pack that they are in; null for others.</summary>
    public PackFile? Pack { get; private init; }

    /// <summary>The places of the pack's index in the order of the offsets; empty for other parts.</summary>
    public int[] Order { get; private init; } = [];

    /// <summary>Whether an object that is read is held to its id already.</summary>
    public bool IsNamed => Pack is null;

    /// <summary>Whether a remote promised all that these objects name.</summary>
    public bool IsPromisor { get; private init; }

    /// <summary>The mark of an object that is here.</summary>
    public ObjectMarks Mark => Pack is null ? ObjectMarks.Loose : ObjectMarks.Packed;

    /// <summary>Reads an object; null if it is not here any more.</summary>
    public GitObject? TryRead(in ObjectId id, long maxSize) => read(id, maxSize);

    /// <summary>Opens an object of so many bytes or more, to be read in pieces; null for others.</summary>
    public ObjectContent? TryOpenLarge(in ObjectId id, long from) => open(id, from);

    /// <summary>The id of one.</summary>
    public ObjectId Id(int index) => ids(index);

    /// <summary>Where one lies, for people to find it.</summary>
    public string PlaceOf(in ObjectId id) => place(id);

    /// <summary>The loose objects of a directory.</summary>
    public static StoredPart Of(LooseObjects loose)
    {
        ObjectId[] all = [.. loose.Ids().Order()];
        return new StoredPart(all.Length, index => all[index], id => loose.FileOf(id), (id, max) => loose.TryRead(id, max), (id, from) => loose.TryOpenLarge(id, from));
    }

    /// <summary>The objects of a pack, in the order in which they lie there.</summary>
    public static StoredPart Of(PackFile pack, string path, bool promisor)
    {
        var places = new int[pack.Index.Count];
        var offsets = new long[places.Length];
        for (var i = 0; i < places.Length; i++)
            (places[i], offsets[i]) = (i, pack.Index.GetOffset(i));
        Array.Sort(offsets, places);
        return new StoredPart(places.Length, index => pack.Index.GetId(places[index]), _ => path, (id, max) => pack.TryRead(id, max), (id, from) => ((IObjectSource)pack).TryOpenLarge(id, from))
        {
            Pack = pack,
            Order = places,
            IsPromisor = promisor,
        };
    }

    /// <summary>The objects of any other store.</summary>
    public static StoredPart Of(IObjectStore store, IListingStore listing)
    {
        ObjectId[] all = [.. listing.Ids.Distinct().Order()];
        return new StoredPart(all.Length, index => all[index], id => id.ToString(), (id, max) => Read(store, id, max), (_, _) => null);
    }

    // Not every store holds what it reads to its id.
    private static GitObject? Read(IObjectStore store, in ObjectId id, long maxSize)
    {
        if (store.TryRead(id, maxSize) is not { } found)
            return null;
        var actual = ObjectHasher.Hash(store.Format, found.Type, found.Span);
        return actual == id ? found : throw LooseFile.Mismatch(id, actual);
    }
}
