namespace GitProto.Storage;

/// <summary>An object among several packs: the number of its pack, and its place in the index of that.</summary>
internal readonly record struct PackPlace(int Pack, int Place);
