using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Talks v2: any number of commands.</summary>
internal sealed class V2Conversation : UploadPackConversation
{
    private readonly Turns turns;
    private UploadPackV2Flow.Client.Idle idle;
    private LsRefsResponseReader? listing;

    private V2Conversation(UploadPackV2Flow.Client.Idle idle, Turns turns, GitClientOptions options)
        : base(options, idle.Session.Context) => (this.idle, this.turns) = (idle, turns);

    public override int Version => 2;

    public static async ValueTask<V2Conversation> OpenAsync(ClientWire wire, GitClientOptions options, CancellationToken cancellationToken)
    {
        var greeting = await UploadPackV2Flow.Client.Begin(wire.Session).ReceiveAsync(cancellationToken).ConfigureAwait(false);
        while (greeting.IsServiceHeader(out _, out var again))
            greeting = await again.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        greeting.IsV2Advertisement(out _, out var idle);
        var conversation = new V2Conversation(idle, wire.Turns, options);
        conversation.AgreeOnFormat();
        return conversation;
    }

    public override async IAsyncEnumerable<RemoteRef> ListAsync(ListRefsOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await turns.BeginAsync(cancellationToken).ConfigureAwait(false);
        var asked = await idle.SendAsync(
            new LsRefsRequest
            {
                Capabilities = Capabilities(),
                Arguments = new LsRefsRequestArguments
                {
                    Peel = options.Peel,
                    Symrefs = options.Symrefs,
                    Unborn = options.Unborn && options.Symrefs && Context.Offered.TryGetUnborn(out _),
                    RefPrefixs = options.Prefixes,
                },
            },
            cancellationToken).ConfigureAwait(false);
        await turns.EndRequestAsync().ConfigureAwait(false);
        (listing, idle) = await asked.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        var rules = new RefListRules(Context, Options.MaxRefs);
        await foreach (var entry in listing.ReadEntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            var found = ToRef(entry);
            rules.Add(found.Name);
            if (options.Includes(found.Name))
                yield return found;
        }
    }

    public override ValueTask SettleAsync(CancellationToken cancellationToken) =>
        listing is { IsComplete: false } ? listing.DrainAsync(cancellationToken) : ValueTask.CompletedTask;

    public override async ValueTask<PackDelivery> FetchAsync(PackRequest request, IHaveWalker walker, CancellationToken cancellationToken)
    {
        var schedule = new HaveSchedule(HaveScheduleKind.PerRequest, Options.Negotiation);
        var told = new HashSet<ObjectId>();
        var common = new List<ObjectId>();
        while (true)
        {
            var haves = schedule.IsEnough ? [] : walker.Next(schedule.NextBlock());
            schedule.Count(haves.Count);
            told.UnionWith(haves);
            var message = V2FetchRequests.Build(request, [.. common, .. haves], haves.Count == 0 || walker.Exhausted || schedule.IsEnough, Capabilities(), Options.IsQuiet);
            var response = await AskAsync(message, cancellationToken).ConfigureAwait(false);
            foreach (var id in response.Head.Common?.Acks ?? [])
            {
                if (!told.Contains(id))
                    throw new MalformedMessageException($"The server acknowledges {id}, which it was not told ({Context.Where})", "an object that the client has named");
                if (walker.MarkCommon(id))
                    schedule.FoundCommon();
                if (!common.Contains(id))
                    common.Add(id);
            }
            if (response.Head.Delivery is { } delivery)
                return Deliver(response, delivery);
            await response.CompleteAsync(cancellationToken).ConfigureAwait(false);
            if (response.Head.Common?.GoOn is not null)
                throw new MalformedMessageException($"The server is ready and sends no pack ({Context.Where})", "the pack");
        }
    }

    public override async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        if (listing is null or { IsComplete: true })
            await idle.SendFlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static RemoteRef ToRef(LsRefsResponseEntry entry) => entry switch
    {
        LsRefsResponseRef found => Describe(new RemoteRef(found.Ref, found.Oid), found.Attributes),
        LsRefsResponseUnborn unborn => Describe(new RemoteRef(unborn.Ref, null), unborn.Attributes),
        _ => throw new InvalidOperationException("The spec knows another kind of ref."),
    };

    private static RemoteRef Describe(RemoteRef found, IReadOnlyList<LsRefsResponseAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute is LsRefsResponseAttributePeeled peeled)
                found = found with { Peeled = peeled.Oid };
            else if (attribute is LsRefsResponseAttributeSymrefTarget link && RefName.TryParse(link.Ref, out var target))
                found = found with { SymbolicTarget = target };
        }
        return found;
    }

    private PackDelivery Deliver(FetchResponseReader response, FetchResponseDelivery delivery) =>
        new(PipeReader.Create(response.Pack!, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true)), token => CompleteAsync(response, token))
        {
            Shallows = delivery.ShallowPart?.Shallows ?? [],
            Unshallows = delivery.ShallowPart?.Unshallows ?? [],
        };

    private async ValueTask CompleteAsync(FetchResponseReader response, CancellationToken cancellationToken)
    {
        await response.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await turns.EndAnswerAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<FetchResponseReader> AskAsync(FetchRequest message, CancellationToken cancellationToken)
    {
        await turns.BeginAsync(cancellationToken).ConfigureAwait(false);
        var asked = await idle.SendAsync(message, cancellationToken).ConfigureAwait(false);
        await turns.EndRequestAsync().ConfigureAwait(false);
        FetchResponseReader? response = null;
        if (asked.IsDelivering(out var delivering))
            (response, idle) = await delivering.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        else if (asked.IsNegotiating(out var negotiating))
            (response, idle) = await negotiating.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        return response ?? throw new InvalidOperationException("Nothing was wanted.");
    }

    private Capabilities Capabilities()
    {
        var words = new V2Ask(Context).ObjectFormat(FormatWord);
        if (Options.Agent is { } agent)
            words.Agent(agent);
        foreach (var text in Options.ServerOptions)
            words.ServerOption(text);
        return words.Build();
    }
}
