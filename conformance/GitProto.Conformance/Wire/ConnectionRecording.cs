using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Tracing;

namespace GitProto.Conformance.Wire;

/// <summary>A conversation that is one connection.</summary>
/// <param name="kind">What is known of it; null for one that begins with the request line of git://.</param>
public sealed class ConnectionRecording(ConversationKind? kind = null) : WireRecording, IConversationTap
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

    /// <inheritdoc/>
    public ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Add(sender, bytes.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask EndAsync(Role sender) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override byte[] Sent(Role sender)
    {
        lock (gate)
            return (sender == Role.Client ? fromClient : fromServer).WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override bool IsUnserved => Sent(Role.Server).Length == 0;

    /// <inheritdoc/>
    public override async Task<string> SaveAsync(string directory, string name)
    {
        var (client, server) = ($"{name}.client", $"{name}.server");
        await File.WriteAllBytesAsync(Path.Join(directory, client), Sent(Role.Client));
        await File.WriteAllBytesAsync(Path.Join(directory, server), Sent(Role.Server));
        return $"--client {client} --server {server}{(kind is null ? "" : $" --service {JsonNamingPolicy.KebabCaseLower.ConvertName(kind.Service.ToString())}")}{(kind?.Protocol is { } protocol ? string.Create(CultureInfo.InvariantCulture, $" --protocol {protocol}") : "")}";
    }

    /// <inheritdoc/>
    public override Task<ConversationReport> CheckAsync(IPacketObserver? observer = null, Action<string>? say = null, CancellationToken cancellationToken = default) =>
        new ConversationWatch(Reader(Role.Client), Reader(Role.Server), kind, observer).RunAsync(cancellationToken);

    /// <summary>Sends it through the flows with one side's bytes changed. Its packets are looked at first: what the other said was meant for what stood there before.</summary>
    internal Task<ConversationReport> CheckChangedAsync(Role sender, byte[] bytes, CancellationToken cancellationToken)
    {
        var changed = Reader(bytes);
        return new ConversationWatch(sender == Role.Client ? changed : Reader(Role.Client), sender == Role.Server ? changed : Reader(Role.Server), kind) { First = sender }.RunAsync(cancellationToken);
    }

    private PipeReader Reader(Role sender) => Reader(Sent(sender));

    private static PipeReader Reader(byte[] bytes) => PipeReader.Create(new ReadOnlySequence<byte>(bytes));
}
