using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Grammar;

/// <summary>The bytes that a line may be, as a nondeterministic automaton. Its start is state 0.</summary>
internal sealed class LineAutomaton
{
    public const int HexWidth = 40;

    private readonly List<List<(ByteSet Bytes, int To)>> _moves = [];
    private readonly List<List<int>> _jumps = [];

    public LineAutomaton(LinePattern pattern)
    {
        var start = State();
        End = Tokens(pattern.Tokens, start);
    }

    public int End { get; }

    public int Count => _moves.Count;

    public IReadOnlyList<(ByteSet Bytes, int To)> Moves(int state) => _moves[state];

    /// <summary>Moves that take no byte.</summary>
    public IReadOnlyList<int> Jumps(int state) => _jumps[state];

    private int State()
    {
        _moves.Add([]);
        _jumps.Add([]);
        return _moves.Count - 1;
    }

    private int Step(int from, ByteSet bytes)
    {
        var to = State();
        _moves[from].Add((bytes, to));
        return to;
    }

    private int Tokens(IEnumerable<PatternToken> tokens, int from) => tokens.Aggregate(from, (state, token) => token switch
    {
        LiteralToken literal => ByteSet.Of(literal).Aggregate(state, Step),
        FieldToken field => Field(field, state),
        OptionalToken group => Optional(group, state),
        _ => Repeated((RepeatedToken)token, state),
    });

    private int Optional(OptionalToken group, int from)
    {
        var to = Tokens(group.Tokens, from);
        _jumps[from].Add(to);
        return to;
    }

    private int Repeated(RepeatedToken group, int from)
    {
        var loop = State();
        _jumps[from].Add(loop);
        _jumps[Tokens(group.Tokens, loop)].Add(loop);
        var to = State();
        _jumps[loop].Add(to);
        return to;
    }

    private int Field(FieldToken field, int from)
    {
        var bytes = ByteClasses.Of(field.Type);
        if (FieldTypes.HasFixedLength(field.Type))
            return Enumerable.Range(0, HexWidth).Aggregate(from, (at, _) => Step(at, bytes));
        var ends = ByteSet.Where(value => field.Terminators.Contains(value));
        bytes = bytes.Without(ends);
        if (field.Type == FieldType.Capability)
            return Capability(from, bytes);
        if (field.Spec is { Kind: not FieldSetKind.Loan } set && field.Type == FieldType.Set)
            return Set(set, from, bytes);
        return Run(from, bytes, FieldTypes.MayBeEmpty(field.Type));
    }

    private int Run(int from, ByteSet bytes, bool mayBeEmpty)
    {
        var loop = Step(from, bytes);
        _moves[loop].Add((bytes, loop));
        if (!mayBeEmpty)
            return loop;
        var to = State();
        _jumps[from].Add(to);
        _jumps[loop].Add(to);
        return to;
    }

    private int Capability(int from, ByteSet bytes)
    {
        var key = Run(from, ByteClasses.CapabilityKey, mayBeEmpty: false);
        var value = Run(Step(key, ByteSet.Of((byte)'=')), bytes, mayBeEmpty: true);
        _jumps[key].Add(value);
        return value;
    }

    private int Set(FieldSpec set, int from, ByteSet bytes)
    {
        var others = set.IsOpen ? new[] { Run(from, bytes, mayBeEmpty: false) } : [];
        var ends = set.IsOpen && set.Patterns.Count > 0 ? others : set.Values.Select(value => Encoding.UTF8.GetBytes(value.Text).Aggregate(from, (at, one) => Step(at, ByteSet.Of(one))))
            .Concat(set.Patterns.Select(pattern => Tokens(pattern.Pattern.Tokens, from))).Concat(others).ToArray();
        var to = State();
        foreach (var end in ends)
            _jumps[end].Add(to);
        return to;
    }
}
