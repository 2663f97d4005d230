namespace GitProto.Storage;

/// <summary>An object of a pack that wants its name.</summary>
/// <param name="Entry">Index of its entry.</param>
/// <param name="Depth">Number of deltas between it and a whole object.</param>
/// <param name="Type">Its type.</param>
/// <param name="Body">Its body; whoever is told the name lets go of it.</param>
internal readonly record struct NamedObject(int Entry, int Depth, ObjectType Type, ObjectBody Body);
