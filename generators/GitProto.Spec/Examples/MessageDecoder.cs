using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Decodes the packets of one message by its grammar alone, one packet of lookahead, without trying twice.</summary>
internal sealed class MessageDecoder
{
    private readonly DecodeContext _context;
    private readonly MessageSpec _message;
    private readonly PacketCursor _cursor;
    private readonly Node _root = Node.Map();
    private int _kept;

    public MessageDecoder(MessageSpec message, DecodeContext context, PacketCursor cursor) => (_message, _context, _cursor) = (message, context, cursor);

    /// <summary>The lines, parts and words that stood in the message.</summary>
    public HashSet<object> Seen { get; } = [];

    /// <summary>Whether the packets are those inside a band.</summary>
    public bool IsNested { private get; init; }

    public Node Decode()
    {
        if (_message.BandedIf is { } fact && _context.Holds(fact))
            _cursor.IsBanded = true;
        Sequence(_message.Body, _root);
        return Shape.IsOneLine(_message) ? _root.Entries[0].Value : _root;
    }

    private void Sequence(IReadOnlyList<Item> items, Node owner)
    {
        foreach (var item in items)
            Read(item, owner);
    }

    private void Read(Item item, Node owner)
    {
        if (item.Banded)
        {
            BandRun(item, owner);
            return;
        }
        for (var count = 0; item.IsRepeated || count == 0; count++)
        {
            var mayStop = count >= item.Minimum || item.First.CanBeEmpty;
            var picked = Pick([item], mayStop ? item.Follow.Candidates : [], item);
            if (picked is null)
                return;
            Take(item, picked.Value.Candidate, owner);
        }
    }

    private void AnyOrder(PartSpec part, Item outer, Node owner)
    {
        var counts = part.Items.ToDictionary(item => item, _ => 0);
        while (true)
        {
            var open = part.Items.Where(item => item.IsRepeated || counts[item] == 0).ToArray();
            var mayStop = part.Items.All(item => counts[item] >= item.Minimum || item.First.CanBeEmpty);
            var picked = Pick(open, mayStop ? outer.Follow.Candidates : [], outer, part.Items.Except(open));
            if (picked is not { } chosen)
                return;
            counts[chosen.Item]++;
            Take(chosen.Item, chosen.Candidate, owner);
        }
    }

    /// <summary>The item that the packet ahead begins, in order of rank; nothing if what follows comes instead.</summary>
    private (Item Item, Candidate Candidate)? Pick(IReadOnlyList<Item> open, IReadOnlyList<Candidate> follow, Item place, IEnumerable<Item>? exhausted = null)
    {
        var own = open.SelectMany(item => item.First.Candidates.Select(candidate => (Item: (Item?)item, Candidate: candidate)));
        var all = own.Concat(follow.Select(candidate => (Item: (Item?)null, Candidate: candidate))).OrderBy(one => one.Candidate.Rank).ToArray();
        var packet = _cursor.Peek();
        foreach (var (item, candidate) in all)
        {
            if (candidate.Kind != CandidateKind.End && packet is not null && Begins(candidate, packet))
                return item is null ? null : (item, candidate);
        }
        if (follow.Contains(Candidate.End))
            return null;
        throw new Blame(_message, _context, _cursor).Failure([.. all.Select(one => one.Candidate)], place, exhausted ?? []);
    }

    private bool Begins(Candidate candidate, WirePacket packet) => candidate.Kind switch
    {
        CandidateKind.Line => packet.IsData && _context.Lines.Match(candidate.Line!.Pattern, packet.Text).Ok,
        CandidateKind.Special => packet.Special is { } special && special.Name == candidate.Packet!.Name,
        CandidateKind.Band => packet.IsData,
        CandidateKind.Pack => packet.IsRaw,
        CandidateKind.Bytes => packet.IsRaw || packet.IsData,
        _ => false,
    };

    private void Take(Item item, Candidate candidate, Node owner)
    {
        var target = item.Alternatives.First(one => one.First.Candidates.Contains(candidate));
        var dissolves = item is { Quantifier: Quantifier.One, IsChoice: false };
        if (dissolves && target.Part?.Resolved is { Kind: not PartKind.Choice } part)
        {
            Enter(target.Part);
            Within(part, item, owner);
            return;
        }
        if (Target(target, candidate, item) is not { } value || (dissolves && target.Line is { Shape: LineShape.Fixed }))
            return;
        if (item.IsRepeated)
            owner.Append(target.Name, value);
        else
            owner.Set(target.Name, value);
    }

    private Node? Target(ItemTarget target, Candidate candidate, Item item)
    {
        switch (target.Kind)
        {
            case TargetKind.Line:
                return Line(target.Line!);
            case TargetKind.Part:
                return Part(target.Part!, candidate, item);
            case TargetKind.Message:
                var inner = new MessageDecoder(target.Message!, _context, _cursor) { IsNested = IsNested };
                Gate(target.Message!.Gates);
                return inner.Decode();
            default:
                Took(target.Name, target.Packet, hasNewline: false);
                _cursor.Next();
                return null;
        }
    }

    private Node? Part(PartSpec named, Candidate candidate, Item item)
    {
        var part = named.Resolved;
        Enter(named);
        var value = Node.Map();
        if (part.Kind == PartKind.Choice)
        {
            var chosen = part.Alternatives.First(one => one.First.Candidates.Contains(candidate));
            value.Set(chosen.Name, Target(chosen, candidate, item) ?? Node.Flag);
            return value;
        }
        Within(part, item, value);
        return Shape.HasMembers(part) ? value : Node.Flag;
    }

    private Node Line(LineSpec line)
    {
        var match = _context.Lines.Match(line.Pattern, _cursor.Peek()!.Text);
        if (match.Capabilities is { } capabilities && _root.Get("capabilities") is null)
            _root.Set("capabilities", capabilities);
        Gate(line.Owner == _message ? line.Gates : []);
        foreach (var word in match.Words)
        {
            Gate(word.Field.Owner == _message ? word.Gates : []);
            Seen.Add(word);
        }
        Seen.Add(line);
        Took(line.Address, line, _message.Newline == NewlineMode.Written || _kept > 0);
        _cursor.Next();
        return LineMatcher.Value(line.Pattern, match);
    }

    private void Within(PartSpec part, Item item, Node owner)
    {
        var kept = part == _message.NewlineKeptIn ? 1 : 0;
        _kept += kept;
        if (item.InAnyOrder)
            AnyOrder(part, item, owner);
        else
            Sequence(part.Items, owner);
        _kept -= kept;
    }

    private void Took(string name, object? thing, bool hasNewline)
    {
        if (_cursor.Peek() is { } packet)
            _context.Took?.Invoke(new Taken(packet.Line, name, thing, hasNewline, IsNested));
    }

    /// <summary>A gate counts in the message that its address names, not where its part is on loan.</summary>
    private void Enter(PartSpec named)
    {
        Gate(named.Gates);
        Seen.Add(named);
        Seen.Add(named.Resolved);
    }

    private void Gate(IReadOnlyList<CapabilitySpec> gates)
    {
        if (!_context.IsOpen(gates, _root.Get("capabilities")))
            throw _cursor.Fail(Failures.GateClosed, string.Join(" or ", gates.Select(gate => gate.Id)) + " to be agreed, which alone allows this");
    }

    private void BandRun(Item item, Node owner)
    {
        var run = _cursor.BandRun();
        var target = item.Target;
        if (target.Message is { } inner && run.Count > 0)
        {
            var cursor = new PacketCursor(run) { EndsAt = _cursor.Line, EndsWith = _cursor.Peek() is null ? Failures.Cut : Failures.Missing };
            Gate(inner.Gates);
            owner.Set(target.Name, new MessageDecoder(inner, _context, cursor) { IsNested = true }.Decode());
            if (cursor.Peek() is not null)
                throw cursor.Fail(Failures.AfterEnd, $"the end of '{inner.Id}'");
        }
        else if (run.Count == 0 && item.Minimum > 0 && target.Kind != TargetKind.Bytes)
        {
            throw _cursor.Fail(_cursor.Peek() is null ? Failures.Cut : Failures.Missing, item.Text);
        }
        else if (target.Kind == TargetKind.Pack && !PacketCursor.IsPack(run))
        {
            throw new DecodeFailure(run[0].Line, Failures.BadPack, "a pack");
        }
        else
        {
            foreach (var packet in run)
                _context.Took?.Invoke(new Taken(packet.Line, target.Name, null, HasNewline: false, IsNested: false));
        }
    }
}
