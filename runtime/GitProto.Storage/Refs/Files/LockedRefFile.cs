namespace GitProto.Storage;

/// <summary>The file of one ref, and the lock that is held on it.</summary>
internal readonly record struct LockedRefFile(string Path, LockFile Lock);
