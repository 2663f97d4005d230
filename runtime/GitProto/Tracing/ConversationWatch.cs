using System.Globalization;
using System.IO.Pipelines;
using GitProto.Protocol;

namespace GitProto.Tracing;

/// <summary>
/// Reads both directions of one connection by the flows of the spec, without taking part, and finds the first thing that they do not allow. The bytes may be a
/// recording, or come while the conversation goes on; the order between the sides is not needed.
/// </summary>
/// <remarks>Source: the flows in <c>spec/flows/</c>. Conversations over HTTP are turns, and not one connection: see <see cref="HttpConversationWatch"/>.</remarks>
public sealed class ConversationWatch
{
    private readonly WireContext context;
    private readonly PipeReader client;
    private readonly PipeReader server;
    private readonly WatchNotes notes;

    /// <summary>Watches a conversation.</summary>
    /// <param name="client">What the client sends.</param>
    /// <param name="server">What the server sends.</param>
    /// <param name="kind">What is known of it; null for one that begins with the request line of git://.</param>
    /// <param name="observer">Is told of every packet, with the element of the spec that it was taken for.</param>
    public ConversationWatch(PipeReader client, PipeReader server, ConversationKind? kind = null, IPacketObserver? observer = null)
    {
        (this.client, this.server) = (client, server);
        context = new WireContext();
        notes = new WatchNotes(context, observer) { Service = kind?.Service, Protocol = kind?.Protocol };
    }

    /// <summary>Whose packets are read first where both sides may speak, and who is at fault where neither says what may come.</summary>
    public Role First { get; init; } = Role.Server;

    /// <summary>The flow and the state that the conversation is in, for messages.</summary>
    public string Where => context.Where;

    private Role Second => First == Role.Server ? Role.Client : Role.Server;

    /// <summary>Reads to the end of the conversation, or to the first violation.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<ConversationReport> RunAsync(CancellationToken cancellationToken = default) => notes.RunAsync(async () =>
    {
        var (session, monitor) = notes.Watch((First, InputOf(First)), (Second, InputOf(Second)));
        if (notes.Service is null)
        {
            session.Begin(ConnectFlow.Table);
            await monitor.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        // Which flow it is, only the server's first packet can tell.
        notes.Looking = Role.Server;
        session.Begin(await notes.FlowAsync(session.ReaderOf(Role.Server), cancellationToken).ConfigureAwait(false));
        notes.Looking = null;
        await monitor.RunAsync(cancellationToken).ConfigureAwait(false);
        return await BehindTheEndAsync(session, cancellationToken).ConfigureAwait(false) ?? notes.Report(ConversationEnd.Complete, null, null);
    });

    private PipeReader InputOf(Role side) => side == Role.Client ? client : server;

    /// <summary>Nothing may come where the flow is over.</summary>
    private async ValueTask<ConversationReport?> BehindTheEndAsync(WireSession session, CancellationToken cancellationToken)
    {
        foreach (var side in new[] { First, Second })
        {
            notes.Looking = side;
            var reader = session.ReaderOf(side);
            if (!(await reader.PeekAsync(cancellationToken).ConfigureAwait(false)).IsEnd)
            {
                return notes.Report(ConversationEnd.Violation, side, string.Create(
                    CultureInfo.InvariantCulture, $"The {side.ToString().ToLowerInvariant()} goes on at byte {reader.Offset}, behind the end of the conversation ({Where}).")) with
                { Offset = reader.Offset };
            }
        }
        return null;
    }
}
