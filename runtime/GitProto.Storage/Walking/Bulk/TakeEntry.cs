namespace GitProto.Storage;

/// <summary>Gets an entry of a tree.</summary>
internal delegate void TakeEntry(in TreeEntry entry);
