namespace GitProto.Server;

/// <summary>An entry of a tree, kept while its directory is walked.</summary>
/// <param name="Name">The name.</param>
/// <param name="Mode">The mode, made one of the few that there are.</param>
/// <param name="Id">The object.</param>
internal readonly record struct TreeItem(ByteString Name, int Mode, ObjectId Id);
