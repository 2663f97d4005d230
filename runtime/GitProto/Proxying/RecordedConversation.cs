using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>Writes a conversation of git:// to a recording while it passes. A recording that fails does not disturb the conversation.</summary>
/// <param name="writer">The recording; it is disposed of with this.</param>
public sealed class RecordedConversation(SessionWriter writer) : IConversationTap
{
    private readonly RecordingGuard guard = new(writer);

    /// <summary>Why not all was recorded; null if all was.</summary>
    public string? Problem => guard.Problem;

    /// <inheritdoc/>
    public ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => guard.RunAsync(() => writer.AddAsync(sender, bytes, cancellationToken));

    /// <inheritdoc/>
    public ValueTask EndAsync(Role sender) => guard.RunAsync(() => writer.EndAsync(sender));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => guard.RunAsync(() => writer.DisposeAsync().AsTask());
}
