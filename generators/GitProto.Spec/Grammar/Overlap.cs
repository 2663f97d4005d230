using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>Decides exactly whether two lines can be the same bytes, and whether one is always the other too.</summary>
internal sealed class Overlap
{
    private readonly Dictionary<LinePattern, LineAutomaton> _automata = [];
    private readonly Dictionary<(LinePattern, LinePattern), string?> _witnesses = [];

    /// <summary>The shortest text that both lines match; nothing if there is none.</summary>
    public string? Witness(LinePattern one, LinePattern other)
    {
        if (_witnesses.TryGetValue((one, other), out var known) || _witnesses.TryGetValue((other, one), out known))
            return known;
        return _witnesses[(one, other)] = Search(Automaton(one), Automaton(other));
    }

    /// <summary>Whether every text of the first line is one of the second too.</summary>
    public bool IsWithin(LinePattern inner, LinePattern outer)
    {
        var (small, large) = (Automaton(inner), Automaton(outer));
        var seen = new HashSet<(int, string)>();
        var queue = new Queue<(int State, HashSet<int> Others)>();
        void Add(int state, HashSet<int> others)
        {
            var key = string.Join(",", others.OrderBy(one => one));
            foreach (var reached in Closure(small, [state]))
            {
                if (seen.Add((reached, key)))
                    queue.Enqueue((reached, others));
            }
        }

        Add(0, Closure(large, [0]));
        while (queue.Count > 0)
        {
            var (state, others) = queue.Dequeue();
            if (state == small.End && !others.Contains(large.End))
                return false;
            foreach (var (bytes, to) in small.Moves(state))
            {
                foreach (var (_, targets) in Split(bytes, large, others))
                    Add(to, Closure(large, targets));
            }
        }
        return true;
    }

    private LineAutomaton Automaton(LinePattern pattern)
    {
        if (!_automata.TryGetValue(pattern, out var automaton))
            _automata.Add(pattern, automaton = new LineAutomaton(pattern));
        return automaton;
    }

    /// <summary>Parts a set of bytes by where another automaton goes on them.</summary>
    private static IEnumerable<(ByteSet Bytes, HashSet<int> Targets)> Split(ByteSet bytes, LineAutomaton automaton, HashSet<int> states)
    {
        var pieces = new List<(ByteSet Bytes, HashSet<int> Targets)> { (bytes, []) };
        foreach (var (moved, to) in states.SelectMany(automaton.Moves))
        {
            for (var i = pieces.Count - 1; i >= 0; i--)
            {
                var (piece, targets) = pieces[i];
                var common = piece.And(moved);
                if (common.IsEmpty)
                    continue;
                var rest = piece.Without(moved);
                pieces[i] = (common, [.. targets, to]);
                if (!rest.IsEmpty)
                    pieces.Add((rest, targets));
            }
        }
        return pieces;
    }

    private static HashSet<int> Closure(LineAutomaton automaton, IEnumerable<int> states)
    {
        var closed = new HashSet<int>();
        var open = new Stack<int>(states);
        while (open.Count > 0)
        {
            var state = open.Pop();
            if (!closed.Add(state))
                continue;
            foreach (var jump in automaton.Jumps(state))
                open.Push(jump);
        }
        return closed;
    }

    /// <summary>Walks both automata at once, breadth first; moves that take no byte cost nothing.</summary>
    private static string? Search(LineAutomaton one, LineAutomaton other)
    {
        var from = new Dictionary<(int, int), ((int, int) Before, byte? Value)> { [(0, 0)] = ((-1, -1), null) };
        var queue = new LinkedList<(int One, int Other)>();
        queue.AddFirst((0, 0));
        while (queue.First is { } node)
        {
            queue.RemoveFirst();
            var pair = node.Value;
            if (pair == (one.End, other.End))
                return Spell(from, pair);
            foreach (var next in one.Jumps(pair.One).Select(to => (to, pair.Other)).Concat(other.Jumps(pair.Other).Select(to => (pair.One, to))))
            {
                if (from.ContainsKey(next))
                    continue;
                from.Add(next, (pair, null));
                queue.AddFirst(next);
            }
            foreach (var (bytes, to) in one.Moves(pair.One))
            {
                foreach (var (others, toOther) in other.Moves(pair.Other))
                {
                    var common = bytes.And(others);
                    if (common.IsEmpty || from.ContainsKey((to, toOther)))
                        continue;
                    from.Add((to, toOther), (pair, common.Example()));
                    queue.AddLast((to, toOther));
                }
            }
        }
        return null;
    }

    private static string Spell(Dictionary<(int, int), ((int, int) Before, byte? Value)> from, (int, int) end)
    {
        var bytes = new List<byte>();
        for (var at = end; at != (-1, -1); at = from[at].Before)
        {
            if (from[at].Value is { } value)
                bytes.Add(value);
        }
        bytes.Reverse();
        return Show.Bytes(bytes);
    }
}
