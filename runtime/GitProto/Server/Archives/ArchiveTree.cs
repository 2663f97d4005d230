namespace GitProto.Server;

/// <summary>What goes into an archive.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Commit">The commit it was named by; null if it was named as a tree.</param>
/// <param name="Time">The time that all entries get, in seconds since 1970.</param>
internal sealed record ArchiveTree(ObjectId Tree, ObjectId? Commit, long Time);
