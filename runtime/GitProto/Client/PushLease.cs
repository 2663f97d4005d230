namespace GitProto.Client;

/// <summary>A ref that may be forced only if the server still has what is expected. Without that, the push of the ref is refused as stale.</summary>
/// <param name="Ref">The ref of the server, in full or short; null for every ref of the push that no other lease names.</param>
/// <param name="Expected">What the server must have; a zero id if the ref must not exist. Null: what <see cref="PushRefsOptions.Tracking"/> leads to.</param>
public sealed record PushLease(ByteString? Ref, ObjectId? Expected = null);
