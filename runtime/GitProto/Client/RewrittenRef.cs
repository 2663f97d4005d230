namespace GitProto.Client;

/// <summary>What a hook of the server made of a ref that was pushed to it.</summary>
/// <param name="Name">The ref that was really changed, as the server names it; null for the one that was pushed to.</param>
/// <param name="Old">Its value before, if the server said so.</param>
/// <param name="New">Its value now, if the server said so.</param>
/// <param name="Forced">True if it went to where its history does not lead.</param>
/// <remarks>Source: gitprotocol-pack "Report Status", option-line.</remarks>
public sealed record RewrittenRef(ByteString? Name, ObjectId? Old, ObjectId? New, bool Forced);
