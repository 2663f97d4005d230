using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Check;

/// <summary>GP4002: an arrow that is never tried, a state that is never reached, a state from which the flow never ends.</summary>
internal sealed class ReachabilityCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var flow in model.Flows.Where(flow => flow.States.Count > 0))
        {
            foreach (var state in flow.States)
                Arrows(state, bag);
            var reached = Reach([flow.States[0]], Next);
            foreach (var state in flow.States.Where(state => !reached.Contains(state)))
                bag.Add("GP4002", $"no arrow leads to the state '{state.Name}'", state.Span);
            var back = flow.States.SelectMany(state => Next(state).Select(to => (From: state, To: to))).ToLookup(one => one.To, one => one.From);
            var ending = Reach(flow.States.Where(state => state.IsEnd), state => back[state]);
            foreach (var state in flow.States.Where(state => reached.Contains(state) && !ending.Contains(state)))
                bag.Add("GP4002", $"no way leads from the state '{state.Name}' to an end", state.Span);
        }
    }

    private static void Arrows(StateSpec state, DiagnosticBag bag)
    {
        var last = new Dictionary<(Role, EventKind, object?), ArrowSpec>();
        foreach (var arrow in state.Arrows)
        {
            var key = (arrow.Role, arrow.Event, (object?)arrow.Message ?? arrow.Packet);
            if (last.TryGetValue(key, out var first))
                bag.Add("GP4002", $"this arrow is never tried: '{first.Text}' takes every such event before it", arrow.Span, first.Span);
            else if (arrow.IsUnconditional)
                last.Add(key, arrow);
        }
    }

    private static IEnumerable<StateSpec> Next(StateSpec state) =>
        state.Arrows.Select(arrow => arrow.To).Concat(state.NextTurn is { } turn ? [turn] : []);

    private static HashSet<StateSpec> Reach(IEnumerable<StateSpec> start, System.Func<StateSpec, IEnumerable<StateSpec>> next)
    {
        var reached = new HashSet<StateSpec>();
        var open = new Stack<StateSpec>(start);
        while (open.Count > 0)
        {
            var state = open.Pop();
            if (!reached.Add(state))
                continue;
            foreach (var one in next(state))
                open.Push(one);
        }
        return reached;
    }
}
