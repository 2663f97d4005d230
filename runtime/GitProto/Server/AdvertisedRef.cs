using GitProto.Storage;

namespace GitProto.Server;

/// <summary>A ref as a client is shown it.</summary>
/// <param name="Ref">The ref.</param>
/// <param name="Peeled">What the annotated tag it points to tags in the end; null if it points to no tag.</param>
public readonly record struct AdvertisedRef(Ref Ref, ObjectId? Peeled);
