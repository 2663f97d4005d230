using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GitProto.Spec.Examples;

namespace GitProto.Spec.Explain;

/// <summary>An example as it goes over the wire, each packet with its length and what the grammar takes it for.</summary>
internal sealed class AnnotatedExample
{
    private const int HexWidth = 40;
    private const int Column = 64;

    private readonly SpecModel _model;
    private readonly ExampleSpec _example;
    private readonly List<Taken> _taken = [];
    private readonly IReadOnlyList<(int Line, ArrowSpec Arrow)> _steps = [];
    private readonly DecodeFailure? _failure;

    public AnnotatedExample(SpecModel model, SpecDefinition owner, ExampleSpec example)
    {
        (_model, _example) = (model, example);
        var runner = owner is FlowSpec flow && example.Packets.Count > 0 ? new FlowRunner(flow, example, model, HexWidth) : null;
        try
        {
            if (owner is MessageSpec message)
                Decode(message);
            else
                runner?.Run();
        }
        catch (DecodeFailure failure)
        {
            _failure = failure;
        }
        if (runner is not null)
            (_taken, _steps) = (runner.Taken, runner.Steps);
    }

    public ExampleSpec Example => _example;

    /// <summary>Whether a line or special packet stands in it, a part of it does, or the conversation comes through a state.</summary>
    public bool Shows(object thing) => thing switch
    {
        StateSpec state => _steps.Any(step => step.Arrow.From == state),
        PartSpec part => Lines(part.Resolved, []).Any(line => _taken.Any(one => one.Thing == line)),
        CapabilitySpec capability => _example.Given.Any(fact => fact.Capability == capability)
            || capability.Asked.Any(place => place.Line is { } line && _taken.Any(one => one.Thing == line))
            || capability.Allows.Any(allowed => allowed.Line is { } line && _taken.Any(one => one.Thing == line)),
        _ => _taken.Any(one => one.Thing == thing),
    };

    /// <summary>Writes it; of a conversation, where a state is asked for, only what is said there.</summary>
    public void Write(Page page, StateSpec? only)
    {
        page.Sentences(Head(), 2);
        if (_example.Given.Count > 0)
            page.Sentences("given " + string.Join(", ", _example.Given.Select(fact => fact.Text)), 4);
        var wasLeftOut = false;
        foreach (var packet in _example.Packets)
        {
            var isLeftOut = only is not null && StateOf(packet) is { } state && state != only;
            if (!isLeftOut)
                Packet(page, packet);
            else if (!wasLeftOut)
                page.Line("...", 4);
            wasLeftOut = isLeftOut;
        }
        if (_failure is { } failure && failure.Line > _example.Packets.Count)
            page.Line($"   ^ {failure.Kind}: expected {failure.Expected}", 4);
        if (_example.Text is { } text)
            page.Line(text.Text, 4);
        if (_example.Value is { } value)
            page.Sentences("= " + Node.Of(value, HexWidth), 4);
    }

    /// <summary>The state in which a packet was said; of one that no arrow took, the last that was reached.</summary>
    private StateSpec? StateOf(ExamplePacket packet) =>
        _steps.LastOrDefault(step => step.Line <= packet.Line && _example.Packets[step.Line - 1].From == packet.From).Arrow?.From;

    private void Decode(MessageSpec message)
    {
        var context = DecodeContext.Of(_example, HexWidth, _model.Message("error"));
        context.Took = _taken.Add;
        var cursor = new PacketCursor([.. _example.Packets.Select(packet => WirePacket.Of(packet, HexWidth))]);
        new MessageDecoder(message, context, cursor).Decode();
        if (cursor.Peek() is not null)
            throw cursor.Fail(Failures.AfterEnd, "the end of the message");
    }

    private string Head()
    {
        var origin = _example.Captured is { } program ? $", captured from {program}" : _example.Invented is { } reason ? $", invented: {reason}" : "";
        return _example.Name + (_example.Fails is { } fails ? $", fails at line {fails.Line.ToString(CultureInfo.InvariantCulture)}" : origin);
    }

    private void Packet(Page page, ExamplePacket packet)
    {
        var taken = _taken.FirstOrDefault(one => one.Line == packet.Line);
        foreach (var step in _steps.Where(step => step.Line == packet.Line))
            page.Line($"-- {step.Arrow.From.Name}: {string.Join(" ", step.Arrow.Text.Split([' '], System.StringSplitOptions.RemoveEmptyEntries))}", 4);
        var line = $"{Side(packet.From)}: {WireText(packet, taken)}";
        var name = taken?.Name ?? BandName(packet);
        page.Line(name is null ? line : $"{line.PadRight(Column)}  [{name}]", 4);
        if (_failure is { } failure && failure.Line == packet.Line)
            page.Sentences($"^ {failure.Kind}: expected {failure.Expected}", 7);
    }

    private static string WireText(ExamplePacket packet, Taken? taken)
    {
        if (packet.Kind == ExamplePacketKind.Special)
            return packet.Special!.Digits;
        var bytes = packet.Payload(HexWidth).Length;
        if (packet.Kind == ExamplePacketKind.Raw)
            return packet.Text;
        var text = packet.Text;
        if (taken is { HasNewline: true } && !text.EndsWith("\\n", System.StringComparison.Ordinal))
            (text, bytes) = (text + "\\n", bytes + 1);
        if (taken is { IsNested: true, Thing: LineSpec } && text.Length > 2)
            (text, bytes) = (text.Substring(0, 2) + Length(bytes - 1 + 4) + text.Substring(2), bytes + 4);
        return Length(bytes + 4) + text;
    }

    private string? BandName(ExamplePacket packet)
    {
        var first = packet.Payload(HexWidth).FirstOrDefault();
        var isAhead = _failure is null || packet.Line < _failure.Line;
        return isAhead && _model.Framing?.Bands.FirstOrDefault(band => band.Number == first) is { } band ? $"band {first}, {band.Name}" : null;
    }

    private static IEnumerable<LineSpec> Lines(PartSpec part, HashSet<PartSpec> seen) => !seen.Add(part)
        ? []
        : part.Items.SelectMany(item => item.Alternatives).Concat(part.Alternatives)
            .SelectMany(target => target.Line is { } line ? [line] : target.Part is { } inner ? Lines(inner.Resolved, seen) : []);

    private static string Length(int bytes) => bytes.ToString("x4", CultureInfo.InvariantCulture);

    private static char Side(Role role) => role switch { Role.Client => 'C', Role.Server => 'S', _ => 'H' };
}
