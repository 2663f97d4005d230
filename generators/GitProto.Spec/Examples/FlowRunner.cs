using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Leads the packets of a conversation through the states of a flow.</summary>
internal sealed class FlowRunner
{
    private readonly FlowSpec _flow;
    private readonly SpecModel _model;
    private readonly FlowFacts _facts;
    private readonly List<WirePacket> _left;
    private StateSpec _state;

    public FlowRunner(FlowSpec flow, ExampleSpec example, SpecModel model, int hexWidth)
    {
        (_flow, _model, _state) = (flow, model, flow.States[0]);
        _facts = new FlowFacts(flow, model, example.Given, hexWidth);
        _left = [.. example.Packets.Select(packet => WirePacket.Of(packet, hexWidth))];
    }

    /// <summary>What each packet was taken for, so far.</summary>
    public List<Taken> Taken { get; } = [];

    /// <summary>The arrows followed, so far, each with the number of the first packet it took.</summary>
    public List<(int Line, ArrowSpec Arrow)> Steps { get; } = [];

    public void Run()
    {
        var last = _left[_left.Count - 1].Line;
        while (_left.Count > 0)
        {
            var role = _left[0].From;
            var failures = new List<DecodeFailure>();
            if (!Step(_state, role, failures) && !(_facts.IsStateless && _state.NextTurn is { } turn && Step(turn, role, failures)))
            {
                // A last word, as a packet or in a band, ends every conversation.
                if (IsError(role) || failures.Any(failure => failure.Kind == Failures.Refused && failure.Line == last))
                    return;
                throw Worst(failures);
            }
        }
        if (!_state.IsEnd && _state.NextTurn is null && _state.Arrows.All(arrow => arrow.Event != EventKind.Eof))
            throw new DecodeFailure(last + 1, Failures.Cut, $"what may come in the state '{_state.Name}'");
    }

    private bool Step(StateSpec state, Role role, List<DecodeFailure> failures)
    {
        var mine = _left.Where(packet => packet.From == role).ToArray();
        var decoded = new Dictionary<MessageSpec, Attempt?>();
        ArrowSpec? above = null;
        foreach (var arrow in state.ArrowsOf(role))
        {
            var isOpen = !arrow.IsElse || (above is not null && !IsAgreed(above, role));
            above = arrow.IsElse ? above : arrow;
            if (!isOpen)
                continue;
            if (arrow.Packet is { } special && mine[0].Special?.Name == special.Name && _facts.Holds(arrow))
            {
                Taken.Add(new Taken(mine[0].Line, special.Name, special, HasNewline: false, IsNested: false));
                return Go(arrow, mine.Take(1));
            }
            if (arrow.Message is not { } message)
                continue;
            if (!decoded.TryGetValue(message, out var attempt))
                decoded.Add(message, attempt = Decode(message, role, mine, failures));
            if (attempt is null)
                continue;

            // What a message asks for counts from that message on; what stood in it counts from the next.
            _facts.Learn(message, role, attempt.Value, attempt.Seen);
            if (_facts.Holds(arrow) && Fits(arrow, attempt.Seen))
            {
                _facts.Remember(message, attempt.Seen);
                Taken.AddRange(attempt.Taken);
                return Go(arrow, mine.Take(attempt.Packets));
            }
        }
        return false;
    }

    private bool IsAgreed(ArrowSpec arrow, Role role) => arrow.Message is { Gates.Count: > 0 } message && _facts.IsOpen(message.Gates, role);

    private static bool Fits(ArrowSpec arrow, HashSet<object> seen) => (arrow.With is null || Has(arrow.With, seen)) && (arrow.Without is null || !Has(arrow.Without, seen));

    public static bool Has(ElementRef element, HashSet<object> seen) => seen.Contains((object?)element.Line ?? (object?)element.Part ?? element.Value!);

    private bool Go(ArrowSpec arrow, IEnumerable<WirePacket> taken)
    {
        var packets = taken.ToArray();
        Steps.Add((packets[0].Line, arrow));
        foreach (var packet in packets)
            _left.Remove(packet);
        _state = arrow.To;
        return true;
    }

    private Attempt? Decode(MessageSpec message, Role role, WirePacket[] mine, List<DecodeFailure> failures)
    {
        var cursor = new PacketCursor(mine);
        var context = _facts.Context(role, _model.Message("error"));
        var taken = new List<Taken>();
        context.Took = taken.Add;
        try
        {
            var decoder = new MessageDecoder(message, context, cursor);
            var value = decoder.Decode();
            if (!context.IsOpen(message.Gates, null))
                throw new DecodeFailure(mine[0].Line, Failures.GateClosed, string.Join(" or ", message.Gates.Select(gate => gate.Id)) + " to be agreed, which alone allows this");
            return new Attempt(value, decoder.Seen, cursor.At, taken);
        }
        catch (DecodeFailure failure)
        {
            failures.Add(failure);
            return null;
        }
    }

    /// <summary>The message called 'error' ends every conversation, from either side.</summary>
    private bool IsError(Role role)
    {
        if (_model.Message("error") is not { } error || Decode(error, role, [.. _left.Where(packet => packet.From == role)], []) is not { } attempt)
            return false;
        Taken.AddRange(attempt.Taken);
        return true;
    }

    /// <summary>A gate that is closed, or else the attempt that got furthest; if none got beyond its first packet, that packet has no place here.</summary>
    private DecodeFailure Worst(IReadOnlyList<DecodeFailure> failures)
    {
        var here = _left[0].Line;
        if (failures.FirstOrDefault(failure => failure.Kind == Failures.GateClosed) is { } gate)
            return gate;
        var far = failures.OrderByDescending(failure => failure.Line).FirstOrDefault();
        if (far is not null && far.Line > here)
            return far;
        var expected = string.Join(" or ", _state.ArrowsOf(_left[0].From).Select(arrow => arrow.Message?.Id ?? arrow.Packet?.Name ?? "the end of the stream").Distinct());
        return new DecodeFailure(here, Failures.IllegalHere, expected.Length == 0 ? $"nothing from this side in the state '{_flow.Id}.{_state.Name}'" : expected);
    }

    private sealed record Attempt(Node Value, HashSet<object> Seen, int Packets, IReadOnlyList<Taken> Taken);
}
