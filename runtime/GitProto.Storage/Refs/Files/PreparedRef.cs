namespace GitProto.Storage;

/// <summary>An update that holds its lock and only has to be made.</summary>
internal sealed record PreparedRef(RefUpdate Update, RefName Name, string Path, LockFile Lock);
