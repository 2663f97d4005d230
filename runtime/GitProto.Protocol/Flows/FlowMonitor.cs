namespace GitProto.Protocol;

/// <summary>
/// Watches a conversation: reads what both sides send by the table of the flow, in an order that the flow allows. It ends at the first thing
/// that the flow does not allow, with the error of a peer.
/// </summary>
/// <remarks>Where both sides may speak, the server's packet goes first if it fits. The order on the wire is not needed.</remarks>
public sealed class FlowMonitor
{
    private readonly WireSession session;
    private readonly Role[] sides;
    private readonly HashSet<Role> gone = [];

    /// <summary>Watches a conversation that is in a state of a flow.</summary>
    /// <param name="session">The conversation, see <see cref="WireSession.Watch"/>.</param>
    /// <param name="sides">Its sides, the one whose packets go first in front.</param>
    public FlowMonitor(WireSession session, params Role[] sides) => (this.session, this.sides) = (session, sides);

    /// <summary>The side whose packets are read, or were when the conversation ended; null before the first.</summary>
    public Role? Reading { get; private set; }

    /// <summary>Is told of each event. A message that streams comes before its stream was read.</summary>
    public Func<Role, Received, ValueTask>? OnEvent { get; init; }

    /// <summary>Reads on to the end of the flow.</summary>
    /// <exception cref="GitProtoException">A side sent what the flow does not allow, or gave up in its own words.</exception>
    /// <exception cref="EndOfStreamException">A side stopped where it may not.</exception>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        while (!session.Flow!.IsEnd(session.State))
            await StepAsync(await NextSenderAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one turn of a stateless transport: all that both sides send in it.</summary>
    public async ValueTask RunTurnAsync(CancellationToken cancellationToken)
    {
        while (await NextWithDataAsync(cancellationToken).ConfigureAwait(false) is { } sender)
            await StepAsync(sender, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask StepAsync(Role sender, CancellationToken cancellationToken)
    {
        Reading = sender;
        var packet = await session.ReaderOf(sender).PeekAsync(cancellationToken).ConfigureAwait(false);
        var (received, _) = await session.ReceiveAsync(sender, cancellationToken).ConfigureAwait(false);
        if (packet.IsEnd)
            gone.Add(sender);
        if (OnEvent is not null)
            await OnEvent(sender, received).ConfigureAwait(false);
        if (received.Message is IStreamingMessage streaming)
            await streaming.DrainAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Role> NextSenderAsync(CancellationToken cancellationToken)
    {
        var speakers = sides.Where(side => !gone.Contains(side) && MaySpeak(side)).ToList();
        if (speakers.Count == 0)
            throw session.Context.HungUp(session.ReaderOf(sides[0]), session.Flow!.Allowed(session.State, sides[0]));
        Role? objecting = null;
        foreach (var side in speakers)
        {
            var fits = await FitsAsync(side, cancellationToken).ConfigureAwait(false);
            var isEnd = (await session.ReaderOf(side).PeekAsync(cancellationToken).ConfigureAwait(false)).IsEnd;
            // Who leaves after the other has spoken, as after an error, leaves because of that.
            if (fits)
                return isEnd ? objecting ?? side : side;
            if (!isEnd)
                objecting ??= side;
        }
        // Nor is a side to blame that hangs up on what may not come.
        return objecting ?? speakers[0];
    }

    private async ValueTask<Role?> NextWithDataAsync(CancellationToken cancellationToken)
    {
        Role? speaker = null;
        foreach (var side in sides)
        {
            Reading = side;
            if ((await session.ReaderOf(side).PeekAsync(cancellationToken).ConfigureAwait(false)).IsEnd)
                continue;
            if (MaySpeak(side) && await FitsAsync(side, cancellationToken).ConfigureAwait(false))
                return side;
            speaker ??= side;
        }
        return speaker;
    }

    private bool MaySpeak(Role side) => session.Flow!.Allowed(session.State, side).Length > 0;

    private async ValueTask<bool> FitsAsync(Role side, CancellationToken cancellationToken)
    {
        Reading = side;
        var packet = await session.ReaderOf(side).PeekAsync(cancellationToken).ConfigureAwait(false);
        return session.Flow!.Fits(session.State, side, packet, session.Context);
    }
}
