using System.IO.Pipelines;
using GitProto.Protocol.Tests.Recordings;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>Sends a recorded session through the flow tables, as the traffic monitor would see it.</summary>
internal sealed class WatchedSession : IPacketObserver
{
    private readonly RecordedSession recorded;
    private readonly WireContext context;
    private int begun;

    public WatchedSession(RecordedSession recorded)
    {
        this.recorded = recorded;
        ObjectFormats.TryParse(System.Text.Encoding.ASCII.GetBytes(recorded.ObjectFormat), out var format).ShouldBeTrue();
        context = new WireContext { Format = format, Stateless = recorded.IsStateless, Observer = this };
    }

    public List<TreePacket> Tree { get; } = [];

    public List<object> Messages { get; } = [];

    /// <summary>The messages that streamed, with their packets.</summary>
    public List<StreamedMessage> Streamed { get; } = [];

    public WireContext Context => context;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (recorded.IsStateless)
            await TurnsAsync(cancellationToken);
        else
            await StreamAsync(cancellationToken);
    }

    public void OnPacket(in ObservedPacket packet) => Tree.Add(new TreePacket(packet));

    private async Task StreamAsync(CancellationToken cancellationToken)
    {
        var peer = recorded.Transport == "hook" ? (Role.Hook, RecordedSide.Hook) : (Role.Client, RecordedSide.Client);
        var session = WireSession.Watch(context, (Role.Server, Pipe(recorded.SentBy(RecordedSide.Server))), (peer.Item1, Pipe(recorded.SentBy(peer.Item2))));
        var monitor = new FlowMonitor(session, Role.Server, peer.Item1) { OnEvent = Keep };
        if (recorded.Transport == "git")
        {
            session.Begin(ConnectFlow.Table);
            await monitor.RunAsync(cancellationToken);
        }
        session.Begin(Flow());
        await monitor.RunAsync(cancellationToken);
        var left = await session.ReaderOf(Role.Server).PeekAsync(cancellationToken);
        left.IsEnd.ShouldBeTrue("the server sends nothing behind the end of the flow");
    }

    private async Task TurnsAsync(CancellationToken cancellationToken)
    {
        WireSession? session = null;
        FlowMonitor? monitor = null;
        foreach (var (begins, client, server) in Turns())
        {
            (Role, PipeReader)[] sides = [(Role.Server, Pipe(server)), (Role.Client, Pipe(client))];
            if (session is null || begins)
            {
                session = WireSession.Watch(context, sides);
                session.Begin(Flow());
                monitor = new FlowMonitor(session, Role.Client, Role.Server) { OnEvent = Keep };
            }
            else
            {
                session.NextTurn(sides);
            }
            await monitor!.RunTurnAsync(cancellationToken);
        }
    }

    private IEnumerable<(bool Begins, byte[] Client, byte[] Server)> Turns()
    {
        List<byte>? client = null;
        List<byte> server = [];
        var begins = true;
        foreach (var one in recorded.Events)
        {
            if (one is RecordedEvent.Turn turn)
            {
                if (client is not null)
                    yield return (begins, [.. client], [.. server]);
                (client, server) = ([], []);
                begins = turn.Method == "GET";
            }
            else if (one is RecordedEvent.Data data)
            {
                (data.From == RecordedSide.Client ? client! : server).AddRange(data.Bytes.ToArray());
            }
        }
        if (client is not null)
            yield return (begins, [.. client], [.. server]);
    }

    private IFlow Flow() => (recorded.Transport, recorded.Service, recorded.Protocol) switch
    {
        ("hook", _, _) => ProcReceiveFlow.Table,
        (_, "upload-archive", _) when !recorded.IsStateless => ArchiveFlow.Table,
        (_, "receive-pack", _) => PushFlow.Table,
        (_, _, 2) => UploadPackV2Flow.Table,
        (_, "upload-archive", _) => ArchiveFlow.Table,
        _ => FetchV0Flow.Table,
    };

    private async ValueTask Keep(Role sender, Received received)
    {
        if (received.Message is not null)
            Messages.Add(received.Message);
        if (received.Message is IStreamingMessage streaming and not RawPackReader)
        {
            await streaming.DrainAsync(CancellationToken.None);
            Streamed.Add(new StreamedMessage(streaming, [.. Tree.Skip(begun).Where(packet => packet.Sender == sender)], context));
        }
        begun = Tree.Count;
    }

    private static PipeReader Pipe(byte[] bytes) => PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(bytes));
}
