using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>
/// Reads both directions of one connection by the flows of the spec, without taking part, and finds the first thing that they do not allow. The bytes may be a
/// recording, or come while the conversation goes on; the order between the sides is not needed.
/// </summary>
/// <remarks>Source: the flows in <c>spec/flows/</c>. Conversations over HTTP are turns, and not one connection: they are not for this.</remarks>
public sealed class ConversationWatch
{
    private readonly WireContext context;
    private readonly PipeReader client;
    private readonly PipeReader server;
    private GitService? service;
    private int? protocol;
    private Role? looking;

    /// <summary>Watches a conversation.</summary>
    /// <param name="client">What the client sends.</param>
    /// <param name="server">What the server sends.</param>
    /// <param name="kind">What is known of it; null for one that begins with the request line of git://.</param>
    /// <param name="observer">Is told of every packet, with the element of the spec that it was taken for.</param>
    public ConversationWatch(PipeReader client, PipeReader server, ConversationKind? kind = null, IPacketObserver? observer = null)
    {
        (this.client, this.server) = (client, server);
        (service, protocol) = (kind?.Service, kind?.Protocol);
        context = new WireContext { Observer = observer };
    }

    /// <summary>The flow and the state that the conversation is in, for messages.</summary>
    public string Where => context.Where;

    /// <summary>Reads to the end of the conversation, or to the first violation.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ConversationReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var session = WireSession.Watch(context, (Role.Server, server), (Role.Client, client));
        var monitor = new FlowMonitor(session, Role.Server, Role.Client) { OnEvent = Keep };
        try
        {
            if (service is null)
            {
                session.Begin(ConnectFlow.Table);
                await monitor.RunAsync(cancellationToken).ConfigureAwait(false);
            }
            // Which flow it is, only the server's first packet can tell.
            looking = Role.Server;
            session.Begin(await FlowAsync(session.ReaderOf(Role.Server), cancellationToken).ConfigureAwait(false));
            looking = null;
            await monitor.RunAsync(cancellationToken).ConfigureAwait(false);
            return await BehindTheEndAsync(session, cancellationToken).ConfigureAwait(false) ?? Report(ConversationEnd.Complete, null, null);
        }
        catch (RemoteErrorException e)
        {
            return Report(ConversationEnd.Refused, looking ?? monitor.Reading, e);
        }
        catch (EndOfStreamException e)
        {
            return Report(ConversationEnd.Cut, looking ?? monitor.Reading, e) with { Offset = Offset(session, looking ?? monitor.Reading) };
        }
        catch (GitProtoException e)
        {
            return Report(ConversationEnd.Violation, looking ?? monitor.Reading, e) with
            {
                Offset = (e as WireFormatException)?.Offset ?? Offset(session, looking ?? monitor.Reading),
                Element = (e as MalformedMessageException)?.Element,
            };
        }
    }

    private static long? Offset(WireSession session, Role? side) => side is { } who ? session.ReaderOf(who).Offset : null;

    /// <summary>Nothing may come where the flow is over.</summary>
    private async ValueTask<ConversationReport?> BehindTheEndAsync(WireSession session, CancellationToken cancellationToken)
    {
        foreach (var side in new[] { Role.Server, Role.Client })
        {
            looking = side;
            var reader = session.ReaderOf(side);
            if (!(await reader.PeekAsync(cancellationToken).ConfigureAwait(false)).IsEnd)
            {
                return Report(ConversationEnd.Violation, side, null) with
                {
                    Offset = reader.Offset,
                    Problem = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The {side.ToString().ToLowerInvariant()} goes on at byte {reader.Offset}, behind the end of the conversation ({Where})."),
                };
            }
        }
        return null;
    }

    /// <summary>The flow of the service, in the version that the server's first packet belongs to.</summary>
    private async ValueTask<IFlow> FlowAsync(PacketReader answers, CancellationToken cancellationToken)
    {
        if (service == GitService.ReceivePack)
            return PushFlow.Table;
        if (service == GitService.UploadArchive)
            return ArchiveFlow.Table;
        if (protocol is null)
        {
            var first = await answers.PeekAsync(cancellationToken).ConfigureAwait(false);
            if (Begins(UploadPackV2Flow.Table, first) && !Begins(FetchV0Flow.Table, first))
                protocol = ProtocolVersion.Newest;
        }
        return protocol == ProtocolVersion.Newest ? UploadPackV2Flow.Table : FetchV0Flow.Table;
    }

    private bool Begins(IFlow flow, in Packet packet) => flow.Fits(flow.Start, Role.Server, packet, context);

    private ValueTask Keep(Role sender, Received received)
    {
        if (received.Message is GitProtoRequest { Request: var request })
            service = RequestedService.Of(request.Service);
        else if (received.Message is AdvertisementReader { Head: var head } && protocol is null)
            protocol = head.Version ? 1 : 0;
        return ValueTask.CompletedTask;
    }

    private ConversationReport Report(ConversationEnd end, Role? by, Exception? error) => new()
    {
        Service = service,
        Protocol = protocol,
        End = end,
        By = by,
        Problem = error?.Message,
        Where = Where,
        Offered = context.Offered,
        Asked = context.Asked,
    };
}
