using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Writes a message from plain values, in the order and with the newlines that the spec lists.</summary>
internal sealed class MessageEncoder(MessageSpec message, int hexWidth, bool isBanded)
{
    private readonly LineWriter _lines = new(hexWidth);
    private readonly List<WirePacket> _packets = [];
    private Node? _capabilities;
    private int _kept;

    public List<WirePacket> Encode(Node value)
    {
        _capabilities = value.Get("capabilities");
        if (Shape.IsOneLine(message))
            Line(message.Body[0].Target.Line!, value);
        else
            Sequence(message.Body, value);
        return _packets;
    }

    private void Sequence(IReadOnlyList<Item> items, Node owner)
    {
        foreach (var item in items)
            Write(item, owner);
    }

    private void Write(Item item, Node owner)
    {
        if (item.Banded)
        {
            Band(item, owner);
            return;
        }
        var target = item.Target;
        if (item is { Quantifier: Quantifier.One, IsChoice: false })
        {
            if (target.Part?.Resolved is { Kind: not PartKind.Choice } part)
                Within(part, () => Sequence(part.Items, owner));
            else
                Target(target, owner.Get(target.Name));
            return;
        }
        var written = 0;
        foreach (var alternative in item.Alternatives)
        {
            foreach (var value in Values(item, owner.Get(alternative.Name)))
            {
                Target(alternative, value);
                written++;
            }
        }
        // A choice of which nothing is stated is the alternative that carries no value.
        if (written < item.Minimum && item.Alternatives.FirstOrDefault(one => one.Kind == TargetKind.Special) is { } silent)
            Target(silent, null);
        else if (written < item.Minimum)
            throw new EncodeFailure($"the value has no '{item.Text}'");
    }

    private static IEnumerable<Node> Values(Item item, Node? value)
    {
        if (value is null || value.IsNothing)
            return [];
        return item.IsRepeated ? value.Items ?? [value] : [value];
    }

    private void Target(ItemTarget target, Node? value)
    {
        switch (target.Kind)
        {
            case TargetKind.Line:
                Line(target.Line!, value);
                break;
            case TargetKind.Special:
                _packets.Add(new WirePacket(0, message.From, target.Packet, [], false));
                break;
            case TargetKind.Part:
                Part(target.Part!.Resolved, value ?? throw new EncodeFailure($"the value has no '{target.Name}'"));
                break;
            case TargetKind.Message:
                _packets.AddRange(new MessageEncoder(target.Message!, hexWidth, isBanded).Encode(value ?? Node.Map()));
                break;
            default:
                _packets.Add(new WirePacket(0, message.From, null, ExampleText.EmptyPack(hexWidth), true));
                break;
        }
    }

    private void Part(PartSpec part, Node value)
    {
        if (part.Kind != PartKind.Choice)
        {
            Within(part, () => Sequence(part.Items, value));
            return;
        }
        var (name, inner) = value.Entries.Count == 1 ? (value.Entries[0].Key, value.Entries[0].Value) : ("", value);
        if (part.Alternatives.FirstOrDefault(one => one.Name == name) is { } chosen)
            Target(chosen, inner);
        else
            throw new EncodeFailure($"{value} is none of '{string.Join("', '", part.Alternatives.Select(one => one.Name))}'");
    }

    private void Within(PartSpec part, System.Action write)
    {
        var kept = part == message.NewlineKeptIn ? 1 : 0;
        _kept += kept;
        write();
        _kept -= kept;
    }

    private void Line(LineSpec line, Node? value)
    {
        var carries = line.CapabilitiesField is not null;
        var bytes = _lines.Write(line.Pattern, value, carries ? _capabilities : null);
        if (carries)
            _capabilities = null;
        if (message.Newline == NewlineMode.Written || _kept > 0)
            bytes = [.. bytes, (byte)'\n'];
        _packets.Add(new WirePacket(0, message.From, null, isBanded ? [1, .. bytes] : bytes, false));
    }

    private void Band(Item item, Node owner)
    {
        if (item.Target.Message is { } inner)
        {
            if (owner.Get(item.Target.Name) is { } value)
                _packets.AddRange(new MessageEncoder(inner, hexWidth, isBanded: true).Encode(value).Select(Inner));
        }
        else
        {
            _packets.Add(new WirePacket(0, message.From, null, [1, .. item.Target.Kind == TargetKind.Pack ? ExampleText.EmptyPack(hexWidth) : []], false));
        }
    }

    private static WirePacket Inner(WirePacket packet) => packet.Special is { } special
        ? packet with { Special = null, Bytes = [1, .. special.Digits.Select(digit => (byte)digit)] }
        : packet;
}
