using System.IO.Pipelines;
using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>Runs the example of a flow, in its order: a conversation that the table allows, or one that fails at the packet stated.</summary>
internal sealed class FlowRun
{
    private readonly PacketCount count = new();
    private readonly Vector vector;
    private readonly IFlow flow;
    private readonly WireContext context;
    private WireSession? session;

    private FlowRun(Vector vector, IFlow flow)
    {
        (this.vector, this.flow) = (vector, flow);
        context = vector.Context(count);
    }

    public static async Task RunAsync(Vector vector, IFlow flow, int failsAt, string kind)
    {
        var run = new FlowRun(vector, flow);
        try
        {
            foreach (var turn in run.Turns())
                await run.TurnAsync(turn);
            Assert.That(failsAt, Is.Zero, $"the example must fail at line {failsAt}, {kind}");
        }
        catch (Exception error) when (error is GitProtoException or IOException)
        {
            // A last word, as a packet or in a band, ends every conversation.
            if (failsAt == 0 && error is RemoteErrorException && run.count.Next == vector.Packets.Count)
                return;
            // A message that no capability allows is none of those that a state waits for.
            Failure.Check(error, run.count.Next, failsAt, kind == "gate-closed" ? "illegal-here" : kind);
        }
    }

    private async Task TurnAsync(List<VectorPacket> left)
    {
        (Role, PipeReader)[] sides = [.. vector.Packets.Select(packet => packet.From).Distinct()
            .Select(side => (side, Vector.Pipe([.. left.Where(packet => packet.From == side).SelectMany(packet => packet.Wire)])))];
        if (session is null)
        {
            session = WireSession.Watch(context, sides);
            session.Begin(flow);
        }
        else
        {
            session.NextTurn(sides);
        }
        while (left.Count > 0)
            await StepAsync(left);
    }

    private async Task StepAsync(List<VectorPacket> left)
    {
        var (sender, isFramed) = (left[0].From, left[0].IsFramed);
        if (flow.IsEnd(session!.State))
            context.ThrowIfError(await session.ReaderOf(sender).PeekAsync(default));
        var before = count.Taken;
        var (received, _) = await session.ReceiveAsync(sender, default);
        if (received.Message is IStreamingMessage streaming)
            await streaming.DrainAsync(default);
        var taken = count.Taken - before + (isFramed ? 0 : 1);
        Assert.That(taken, Is.Positive, "a packet was taken");
        foreach (var packet in left.Where(packet => packet.From == sender).Take(taken).ToList())
            left.Remove(packet);
    }

    /// <summary>Over a stateless transport a turn begins where the client speaks after the server.</summary>
    private IEnumerable<List<VectorPacket>> Turns()
    {
        var turn = new List<VectorPacket>();
        foreach (var packet in vector.Packets)
        {
            if (vector.IsStateless && turn.Count > 0 && packet.From == Role.Client && turn[^1].From == Role.Server)
            {
                yield return turn;
                turn = [];
            }
            turn.Add(packet);
        }
        yield return turn;
    }
}
