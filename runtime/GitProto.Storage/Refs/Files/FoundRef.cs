namespace GitProto.Storage;

/// <summary>A ref as it is found, sound or not.</summary>
/// <param name="Name">Its name, which may be illegal.</param>
/// <param name="Target">The object; null if it is broken, or leads to nothing.</param>
internal readonly record struct FoundRef(string Name, ObjectId? Target);
