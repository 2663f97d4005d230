namespace GitProto.Storage;

/// <summary>One finding of a check.</summary>
/// <param name="Object">The object it is about.</param>
/// <param name="Type">The kind of that object.</param>
/// <param name="Id">What was found.</param>
/// <param name="IsError">Whether the object is refused for it; otherwise it is a warning.</param>
/// <param name="Text">Git's words for it. What they quote from an object is escaped.</param>
public readonly record struct FsckMessage(ObjectId Object, ObjectType Type, FsckId Id, bool IsError, string Text)
{
    /// <summary>The finding as git tells it of received objects: <c>object OID: msgid: text</c>.</summary>
    public override string ToString() => $"object {Object}: {Id.Name()}: {Text}";
}
