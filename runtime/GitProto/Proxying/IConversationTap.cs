using GitProto.Protocol;

namespace GitProto.Proxying;

/// <summary>
/// Is given what passes through a proxy in one conversation, as the other side is given it. Both directions come at the same time, each from one task; a tap that takes its time
/// slows the conversation down.
/// </summary>
public interface IConversationTap : IAsyncDisposable
{
    /// <summary>Bytes pass. What is awaited is awaited behind their sending.</summary>
    /// <param name="sender">Who sent them.</param>
    /// <param name="bytes">Good until the task ends.</param>
    /// <param name="cancellationToken">The conversation is cut off.</param>
    ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>A side sends nothing more.</summary>
    ValueTask EndAsync(Role sender);
}
