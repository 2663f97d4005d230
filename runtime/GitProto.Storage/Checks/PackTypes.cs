namespace GitProto.Storage;

/// <summary>The kinds of the objects of a pack that was just indexed, and of those beside it.</summary>
internal sealed class PackTypes(PackIngest ingest, PackIndex index, IObjectStore? others)
{
    /// <summary>The kind of an object; <see cref="ObjectType.None"/> if it is not there.</summary>
    public ObjectType Of(in ObjectId id)
    {
        if (index.Find(id) is >= 0 and var place)
            return ingest.Table[ingest.Order[place]].ObjectType;
        return others is not null && others.TryReadHeader(id, out var type, out _) ? type : ObjectType.None;
    }
}
