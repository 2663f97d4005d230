using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>What is known of a conversation before its first byte, where no request line says it.</summary>
/// <param name="Service">The service that was called.</param>
/// <param name="Protocol">The version that the server speaks; null where its first packet shall tell.</param>
public sealed record ConversationKind(GitService Service, int? Protocol = null);
