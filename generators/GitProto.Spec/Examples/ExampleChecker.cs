using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Runs the examples of a message at both hash widths: decode, compare, encode back, or fail as stated.</summary>
internal sealed class ExampleChecker(MessageSpec? error, DiagnosticBag bag)
{
    private static readonly int[] Widths = [40, 64];

    public void Check(MessageSpec message)
    {
        // One complaint for an example is enough: the widths share its text.
        foreach (var example in message.Examples.Where(one => one.Packets.Count > 0 && (one.Value is null || one.Fails is null)))
            _ = Widths.All(width => Check(message, example, width));
    }

    private bool Check(MessageSpec message, ExampleSpec example, int hexWidth)
    {
        var context = DecodeContext.Of(example, hexWidth, error);
        var packets = example.Packets.Select(packet => WirePacket.Of(packet, hexWidth)).ToArray();
        var cursor = new PacketCursor(packets);
        try
        {
            var decoded = new MessageDecoder(message, context, cursor).Decode();
            if (cursor.Peek() is not null)
                throw cursor.Fail(Failures.AfterEnd, "the end of the message");
            return example.Fails is { } fails ? Report.Decoded(example, fails, decoded, bag) : Matches(message, example, context, packets, decoded);
        }
        catch (DecodeFailure failure)
        {
            return Report.Failed(example, failure, bag);
        }
    }

    private bool Matches(MessageSpec message, ExampleSpec example, DecodeContext context, WirePacket[] packets, Node decoded)
    {
        if (example.Value is { } stated && NodeComparer.Difference(decoded, Node.Of(stated, context.HexWidth)) is { } difference)
        {
            bag.Add("GP6002", $"the example decodes to another value: {difference}", stated.Span);
            return false;
        }
        return WritesBack(message, example, context, packets, decoded);
    }

    private bool WritesBack(MessageSpec message, ExampleSpec example, DecodeContext context, WirePacket[] packets, Node decoded)
    {
        var banded = message.BandedIf is { } fact && context.Holds(fact);
        var canonical = new Canonical(message);
        var before = canonical.Of(packets);
        try
        {
            var after = canonical.Of(new MessageEncoder(message, context.HexWidth, banded).Encode(decoded));
            if (before.SequenceEqual(after))
                return true;
            var at = before.Zip(after, (one, other) => one == other).TakeWhile(same => same).Count();
            var line = at < packets.Length ? example.Packets[at].Span : example.Span;
            bag.Add("GP6003", $"the value is written as other bytes: {Line(after, at)} in place of {Line(before, at)}", line);
        }
        catch (EncodeFailure failure)
        {
            bag.Add("GP6003", $"the value cannot be written: {failure.Message}", example.Span);
        }
        return false;
    }

    private static string Line(System.Collections.Generic.IReadOnlyList<string> lines, int at) =>
        at < lines.Count ? "'" + Show.Bytes(lines[at].Select(character => (byte)character)) + "'" : "nothing";
}
