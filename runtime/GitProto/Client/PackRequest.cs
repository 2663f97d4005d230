namespace GitProto.Client;

/// <summary>What a pack is asked for, at any version.</summary>
internal sealed record PackRequest(IReadOnlyCollection<ObjectId> Wants, IReadOnlyCollection<ObjectId> Shallows, FetchPackOptions Options);
