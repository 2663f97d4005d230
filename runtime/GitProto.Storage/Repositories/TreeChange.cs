namespace GitProto.Storage;

/// <summary>A file to put into a tree, or to take out of it if there is no blob.</summary>
internal readonly record struct TreeChange(ByteString[] Path, ObjectId? Blob);
