using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>What is known of a conversation while it is watched, and the report that is made of its end.</summary>
internal sealed class WatchNotes
{
    private readonly WireContext context;
    private readonly WritingProof proof;
    private FlowMonitor? monitor;

    /// <summary>Takes notes of a conversation.</summary>
    /// <param name="context">What its sides have agreed on.</param>
    /// <param name="observer">Is told of every packet.</param>
    public WatchNotes(WireContext context, IPacketObserver? observer)
    {
        this.context = context;
        context.Observer = proof = new WritingProof(context, observer);
    }

    public GitService? Service { get; set; }

    public int? Protocol { get; set; }

    /// <summary>Whose packets are looked at ahead of a flow, or behind it; null while the monitor reads.</summary>
    public Role? Looking { get; set; }

    public WireSession? Session { get; private set; }

    /// <summary>Whose packets are read.</summary>
    public Role? Reading => Looking ?? monitor?.Reading;

    /// <summary>The request over HTTP that is read, counted from 1; null on other transports.</summary>
    public int? Exchange { get; set; }

    /// <summary>Begins to watch what two sides send; where both may speak, the first is read first.</summary>
    public (WireSession Session, FlowMonitor Monitor) Watch((Role Sender, PipeReader Input) first, (Role Sender, PipeReader Input) second)
    {
        Session = WireSession.Watch(context, first, second);
        monitor = new FlowMonitor(Session, first.Sender, second.Sender) { OnEvent = Keep };
        return (Session, monitor);
    }

    /// <summary>The flow of the service, in the version that the server's next packet belongs to.</summary>
    public async ValueTask<IFlow> FlowAsync(PacketReader answers, CancellationToken cancellationToken)
    {
        if (Service == GitService.ReceivePack)
            return PushFlow.Table;
        if (Service == GitService.UploadArchive)
            return ArchiveFlow.Table;
        if (Protocol is null)
        {
            var first = await answers.PeekAsync(cancellationToken).ConfigureAwait(false);
            if (!first.IsEnd && Begins(UploadPackV2Flow.Table, first) && !Begins(FetchV0Flow.Table, first))
                Protocol = ProtocolVersion.Newest;
        }
        return Protocol == ProtocolVersion.Newest ? UploadPackV2Flow.Table : FetchV0Flow.Table;
    }

    /// <summary>Watches to the end, and makes a report of how that comes.</summary>
    public async Task<ConversationReport> RunAsync(Func<Task<ConversationReport>> watch)
    {
        try
        {
            return await watch().ConfigureAwait(false);
        }
        catch (RemoteErrorException e)
        {
            return Report(ConversationEnd.Refused, Reading, e.Message);
        }
        catch (EndOfStreamException e)
        {
            return Report(ConversationEnd.Cut, Reading, e.Message) with { Offset = Offset(Reading) };
        }
        catch (SmartHttpBodyException e)
        {
            return Report(ConversationEnd.Violation, Role.Client, e.Message) with { Offset = Offset(Role.Client) };
        }
        catch (GitProtoException e)
        {
            return Report(ConversationEnd.Violation, Reading, e.Message) with
            {
                Offset = (e as WireFormatException)?.Offset ?? Offset(Reading),
                Element = (e as MalformedMessageException)?.Element,
            };
        }
    }

    public ConversationReport Report(ConversationEnd end, Role? by, string? problem) => new()
    {
        Service = Service,
        Protocol = Protocol,
        End = end,
        By = by,
        Problem = problem,
        Exchange = Exchange,
        Where = context.Where,
        Offered = context.Offered,
        Asked = context.Asked,
        Lines = proof.Lines,
        Difference = proof.Difference,
    };

    private long? Offset(Role? side) => side is { } who ? Session?.ReaderOf(who).Offset : null;

    private bool Begins(IFlow flow, in Packet packet) => flow.Fits(flow.Start, Role.Server, packet, context);

    private ValueTask Keep(Role sender, Received received)
    {
        if (received.Message is GitProtoRequest { Request: var request })
            Service = RequestedService.Of(request.Service);
        else if (received.Message is AdvertisementReader { Head: var head } && Protocol is null)
            Protocol = head.Version ? 1 : 0;
        return ValueTask.CompletedTask;
    }
}
