using System.Buffers;
using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Conformance.Wire;

/// <summary>What both sides of one connection were given by the other: where a fault was put in, the bytes behind it.</summary>
public sealed class WireRecording
{
    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> fromClient = new();
    private readonly ArrayBufferWriter<byte> fromServer = new();

    /// <summary>Keeps bytes.</summary>
    public void Add(Role sender, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
            (sender == Role.Client ? fromClient : fromServer).Write(bytes);
    }

    /// <summary>What a side sent.</summary>
    public byte[] Bytes(Role sender)
    {
        lock (gate)
            return (sender == Role.Client ? fromClient : fromServer).WrittenSpan.ToArray();
    }

    /// <summary>Sends it through the flows of the spec.</summary>
    public async Task<ConversationReport> CheckAsync(IPacketObserver? observer = null, CancellationToken cancellationToken = default) =>
        await new ConversationWatch(Reader(Role.Client), Reader(Role.Server), observer: observer).RunAsync(cancellationToken);

    private PipeReader Reader(Role sender) => PipeReader.Create(new ReadOnlySequence<byte>(Bytes(sender)));
}
