namespace GitProto.Client;

/// <summary>A ref of the server, and where it goes.</summary>
/// <param name="Remote">The ref of the server.</param>
/// <param name="Local">Its name here; null if it is not stored.</param>
/// <param name="Force">Whether it may move anywhere.</param>
/// <param name="Follows">True for a tag that comes because of what it tags.</param>
internal sealed record FetchMapping(RemoteRef Remote, RefName? Local, bool Force, bool Follows = false);
