using System.IO.Pipelines;

namespace GitProto.Protocol;

/// <summary>
/// One conversation: a flow, its present state, and the packets of both directions. The handles of the generated flows act on it.
/// Reading and writing may go on at the same time, each from one task.
/// </summary>
public sealed class WireSession
{
    private readonly Lock gate = new();
    private readonly PacketReader?[] readers = new PacketReader?[3];
    private int? turn;
    private IStreamingMessage? incoming;
    private IStreamingMessage? outgoing;
    private (int State, int Event) opened;

    /// <summary>Makes one end of a conversation.</summary>
    public WireSession(IDuplexPipe pipe, Role self, Role peer, WireContext context)
        : this(context)
    {
        Self = self;
        readers[(int)peer] = new PacketReader(pipe.Input, context, peer);
        Writer = new PacketWriter(pipe.Output, context, self);
    }

    private WireSession(WireContext context)
    {
        Context = context;
        context.Whereabouts = () => Flow is { } flow ? Where(flow) : "no flow yet";
    }

    /// <summary>What was agreed so far.</summary>
    public WireContext Context { get; }

    /// <summary>Which end this is; null for one who only watches.</summary>
    public Role? Self { get; }

    /// <summary>The flow, once it has begun.</summary>
    public IFlow? Flow { get; private set; }

    /// <summary>The number of the present state.</summary>
    public int State { get; private set; }

    /// <summary>How often the state has changed.</summary>
    public int Step { get; private set; }

    /// <summary>
    /// True if the peer is read while a message of this side is still being sent, by another task: a server may answer in the middle of a pack.
    /// </summary>
    public bool ReadsWhileSending { get; set; }

    /// <summary>What this side sends.</summary>
    public PacketWriter Writer { get => field ?? throw new InvalidOperationException("Who watches sends nothing."); }

    /// <summary>A conversation to watch: what its sides send is read, nothing is sent.</summary>
    public static WireSession Watch(WireContext context, params ReadOnlySpan<(Role Sender, PipeReader Input)> sides)
    {
        var session = new WireSession(context);
        session.Wire(sides);
        return session;
    }

    /// <summary>The packets that a side sends.</summary>
    public PacketReader ReaderOf(Role sender) =>
        readers[(int)sender] ?? throw new InvalidOperationException($"Nothing is read from the {sender}.");

    /// <summary>Goes on to the next turn of a stateless transport.</summary>
    /// <param name="sides">Watched conversations: what the sides send in that turn.</param>
    /// <exception cref="FlowViolationException">The turn before is not over.</exception>
    public void NextTurn(params ReadOnlySpan<(Role Sender, PipeReader Input)> sides)
    {
        lock (gate)
        {
            var flow = Flow ?? throw new InvalidOperationException("No flow has begun.");
            var next = flow.NextTurn(State) ?? (flow.IsEnd(State) ? turn : null)
                ?? throw new FlowViolationException(flow.Id, flow.StateName(State), "the end of a turn", "more of this turn");
            Wire(sides);
            incoming = outgoing = null;
            turn = next;
            Move(next);
        }
    }

    /// <summary>Begins a flow in its first state.</summary>
    /// <returns>The step that a handle of that state carries.</returns>
    public int Begin(IFlow flow)
    {
        lock (gate)
        {
            Flow = flow;
            Context.Spec = flow.Spec;
            Context.Place = flow.Place ?? 0;
            State = -1;
            return Move(flow.Start);
        }
    }

    /// <summary>Begins a flow in the middle: a later request of a stateless transport.</summary>
    public int Resume(IFlow flow, int state)
    {
        lock (gate)
        {
            Begin(flow);
            return Move(state);
        }
    }

    /// <summary>Makes sure that a handle is still good.</summary>
    /// <exception cref="FlowViolationException">It was used already, or a message is still open.</exception>
    public void Check(int step, int state, IStreamingMessage? beside = null)
    {
        lock (gate)
        {
            var flow = Flow ?? throw new InvalidOperationException("No flow has begun.");
            if (step != Step)
            {
                throw new FlowViolationException(flow.Id, flow.StateName(State),
                    $"the use of a '{flow.StateName(state)}' handle of step {step}, now that the flow is at step {Step},", $"a handle of '{flow.StateName(State)}'");
            }
            if (incoming is { IsComplete: false } open && !ReferenceEquals(open, beside))
                throw new FlowViolationException(flow.Id, flow.StateName(State), "another message while one is still being received", "the rest of that message");
            if (outgoing is { IsComplete: false } && !ReadsWhileSending)
                throw new FlowViolationException(flow.Id, flow.StateName(State), "another message while one is still being sent", "the rest of that message");
        }
    }

    /// <summary>Reads what a side sends in the present state, and goes on to the next.</summary>
    public async ValueTask<(Received What, int Step)> ReceiveAsync(Role sender, CancellationToken cancellationToken)
    {
        var flow = Flow!;
        try
        {
            var received = await flow.ReceiveAsync(this, State, sender, cancellationToken).ConfigureAwait(false);
            return (received, Take(received, sending: false));
        }
        catch (MalformedMessageException e) when (ReaderOf(sender).IsAtEnd)
        {
            // What was read is not enough because the rest never came: that is a cut, not a message that breaks a rule.
            throw Context.HungUp(ReaderOf(sender), e.Expected ?? "the rest of the message");
        }
    }

    /// <summary>Goes on to the state that an event leads to.</summary>
    /// <returns>The step of the new state.</returns>
    /// <exception cref="FlowViolationException">The event is not legal in the present state.</exception>
    public int Take(Received received, bool sending)
    {
        lock (gate)
        {
            var flow = Flow!;
            var next = flow.Next(State, received.Event)
                ?? throw new FlowViolationException(flow.Id, flow.StateName(State), flow.EventName(received.Event), flow.Allowed(State, Self ?? Role.Server));
            if (received.Message is IStreamingMessage streaming)
            {
                if (sending)
                    outgoing = streaming;
                else
                    incoming = streaming;
                opened = (State, received.Event);
            }
            return Move(next);
        }
    }

    /// <summary>The error for a side that may not send now.</summary>
    public FlowViolationException NotNow(Role sender) =>
        new(Flow!.Id, Flow.StateName(State), $"a message of the {sender.ToString().ToLowerInvariant()}", Flow.Allowed(State, sender == Role.Client ? Role.Server : Role.Client));

    private void Wire(ReadOnlySpan<(Role Sender, PipeReader Input)> sides)
    {
        foreach (var (sender, input) in sides)
            readers[(int)sender] = new PacketReader(input, Context, sender);
    }

    private int Move(int next)
    {
        if (State == next)
            return Step;
        State = next;
        return ++Step;
    }

    /// <summary>A message that streams has moved the flow when its first line passed: until its last has, it still belongs to the state it began in.</summary>
    private string Where(IFlow flow) => incoming is { IsComplete: false } || outgoing is { IsComplete: false }
        ? $"flow '{flow.Id}', state '{flow.StateName(opened.State)}', within '{flow.EventName(opened.Event)}'"
        : $"flow '{flow.Id}', state '{flow.StateName(State)}'";
}
