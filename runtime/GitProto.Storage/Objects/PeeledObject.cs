namespace GitProto.Storage;

/// <summary>What stands at the end of a chain of tags.</summary>
/// <param name="Id">The object.</param>
/// <param name="Type">Its kind, never <see cref="ObjectType.Tag"/>.</param>
public readonly record struct PeeledObject(ObjectId Id, ObjectType Type);
