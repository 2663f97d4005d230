namespace GitProto.Storage.Tests.Support;

/// <summary>Packs and single objects to write packs from, and bases for thin ones.</summary>
internal sealed class TestSource(params PackFile[] packs) : IPackSource
{
    public Dictionary<ObjectId, GitObject> Loose { get; } = [];

    public ObjectId Add(ObjectType type, byte[] body, ObjectFormat format = ObjectFormat.Sha1)
    {
        var id = ObjectHasher.Hash(format, type, body);
        Loose[id] = new GitObject(type, body);
        return id;
    }

    public bool TryGetStored(in ObjectId id, out StoredEntry entry)
    {
        entry = default;
        foreach (var pack in packs)
        {
            if (pack.TryGetStored(id, out entry))
                return true;
        }
        return false;
    }

    public GitObject? TryRead(in ObjectId id)
    {
        if (Loose.TryGetValue(id, out var found))
            return found;
        foreach (var pack in packs)
        {
            if (pack.TryRead(id) is { } packed)
                return packed;
        }
        return null;
    }
}
