namespace GitProto.Storage;

/// <summary>One entry of a pack as it is stored.</summary>
/// <param name="Id">The object.</param>
/// <param name="Type">The kind of the object, of a delta too.</param>
/// <param name="Size">Inflated size of the entry in bytes: of a delta the size of the delta.</param>
/// <param name="StoredSize">Bytes it takes in the pack, its header included.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Depth">Number of deltas between it and a whole object; 0 for a whole one.</param>
/// <param name="Base">What the delta is on; null for a whole object.</param>
public readonly record struct PackedObject(ObjectId Id, ObjectType Type, long Size, long StoredSize, long Offset, int Depth, ObjectId? Base);
