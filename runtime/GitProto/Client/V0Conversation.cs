using System.Runtime.CompilerServices;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Talks v0 or v1: the refs come first, then at most one fetch.</summary>
internal sealed class V0Conversation : UploadPackConversation
{
    private readonly AdvertisementReader advertisement;
    private readonly Turns turns;
    private FetchV0Flow.Client.Asking? asking;
    private List<RemoteRef>? refs;

    private V0Conversation(AdvertisementReader advertisement, FetchV0Flow.Client.Asking asking, Turns turns, GitClientOptions options)
        : base(options, asking.Session.Context) => (this.advertisement, this.asking, this.turns) = (advertisement, asking, turns);

    public override int Version => advertisement.Head.Version ? 1 : 0;

    public static async ValueTask<V0Conversation> OpenAsync(ClientWire wire, GitClientOptions options, CancellationToken cancellationToken)
    {
        var greeting = await FetchV0Flow.Client.Begin(wire.Session).ReceiveAsync(cancellationToken).ConfigureAwait(false);
        while (greeting.IsServiceHeader(out _, out var again))
            greeting = await again.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (!greeting.IsAdvertisement(out var advertisement, out var asking))
            throw new EndOfStreamException("The server hung up without a word: there may be no such repository, or no right to read it.");
        var conversation = new V0Conversation(advertisement, asking, wire.Turns, options);
        if (options.ServerOptions.Count > 0)
            _ = new V2Ask(wire.Session.Context).ServerOption(options.ServerOptions[0]);
        conversation.AgreeOnFormat();
        return conversation;
    }

    public override async IAsyncEnumerable<RemoteRef> ListAsync(ListRefsOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var found in refs!)
        {
            if (options.Includes(found.Name))
                yield return options is { Peel: true, Symrefs: true } ? found : Without(found, options);
        }
    }

    public override async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        refs ??= await new V0RefList(Context, Options.MaxRefs).ReadAsync(advertisement, cancellationToken).ConfigureAwait(false);
        AgreeOnFormat();
    }

    public override async ValueTask<PackDelivery> FetchAsync(PackRequest request, IHaveWalker walker, CancellationToken cancellationToken)
    {
        var asking = this.asking ?? throw new InvalidOperationException(
            $"A session of protocol {Version} serves one fetch, and it was made already: connect again.");
        this.asking = null;
        var message = V0Requests.Build(request, Context, Options);
        if (turns.IsStateless)
            return await new V0Turns(message, walker, turns, asking.Session, Options, ServersEdge(request)).RunAsync(cancellationToken).ConfigureAwait(false);
        var asked = await asking.SendAsync(message, cancellationToken).ConfigureAwait(false);
        ShallowUpdate? update = null;
        if (asked.IsCutting(out var cutting))
        {
            (update, var next) = await cutting.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            return await new V0Negotiation(next, walker, Context, Options).RunAsync(update, cancellationToken).ConfigureAwait(false);
        }
        asked.IsNegotiating(out var negotiating);
        return await new V0Negotiation(negotiating, walker, Context, Options).RunAsync(ServersEdge(request), cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        if (asking is { } open && advertisement.IsComplete)
            await open.SendFlushAsync(cancellationToken).ConfigureAwait(false);
        asking = null;
    }

    /// <summary>Where the history of the server itself stops, which it has told ahead; where a depth is asked for the answer says that too.</summary>
    private ShallowUpdate? ServersEdge(PackRequest request) =>
        request.Options.Depth is null && advertisement is { IsComplete: true, Tail.Shallows: { Count: > 0 } edge } ? new ShallowUpdate { Shallows = edge } : null;

    private static RemoteRef Without(RemoteRef found, ListRefsOptions options) => found with
    {
        Peeled = options.Peel ? found.Peeled : null,
        SymbolicTarget = options.Symrefs ? found.SymbolicTarget : null,
    };
}
