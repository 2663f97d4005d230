namespace GitProto.Client;

/// <summary>What became of one ref.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Source">The ref of the server; null if it was pruned.</param>
/// <param name="Old">What it was; null if it did not exist.</param>
/// <param name="New">What it is to be; null if it was pruned.</param>
/// <param name="Status">What was done.</param>
/// <param name="Reason">Why it was refused; null if it was not.</param>
public sealed record FetchedRef(RefName Name, RemoteRef? Source, ObjectId? Old, ObjectId? New, FetchedRefStatus Status, string? Reason = null);
