namespace GitProto.Storage;

/// <summary>An object that goes into a pack.</summary>
/// <param name="Id">The object.</param>
/// <param name="Type">Its kind.</param>
/// <param name="NameHash">
/// A hint of where it lies in the tree, as git computes it: objects whose hints are near make good deltas of each other. 0 for commits and tags.
/// </param>
public readonly record struct PackItem(ObjectId Id, ObjectType Type, uint NameHash)
{
    /// <summary>An object with a path that is known.</summary>
    /// <param name="id">The object.</param>
    /// <param name="type">Its kind.</param>
    /// <param name="path">The path, or its end; white space does not count.</param>
    public static PackItem Create(ObjectId id, ObjectType type, ReadOnlySpan<byte> path) => new(id, type, Storage.NameHash.Append(0, path));
}
