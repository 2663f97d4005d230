using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Says what is wrong with a packet that nothing takes. The attempt that got furthest is the one reported.</summary>
internal sealed class Blame(MessageSpec message, DecodeContext context, PacketCursor cursor)
{
    public DecodeFailure Failure(IReadOnlyList<Candidate> expected, Item place, IEnumerable<Item> exhausted)
    {
        var names = string.Join(" or ", expected.Select(one => one.Name).Distinct());
        if (cursor.Peek() is not { } packet)
            return cursor.Fail(cursor.EndsWith, names);
        return cursor.Fail(Kind(packet, expected, place, exhausted), names);
    }

    private string Kind(WirePacket packet, IReadOnlyList<Candidate> expected, Item place, IEnumerable<Item> exhausted)
    {
        if (packet.Special is { } special)
        {
            var later = place.Later.Candidates.Concat(place.Follow.Candidates).Any(one => one.Packet?.Name == special.Name);
            return later ? Failures.Missing : Failures.UnexpectedPacket;
        }
        if (expected.Any(one => one.Kind is CandidateKind.Pack))
            return Failures.BadPack;
        if (packet.IsRaw)
            return Failures.UnexpectedPacket;
        if (Matches(exhausted.SelectMany(item => item.First.Lines), packet))
            return Failures.TooMany;
        if (Matches(place.Later.Lines.Concat(place.Follow.Lines), packet))
            return Failures.Missing;
        if (Matches(MessageLines.Of(message), packet))
            return Failures.OutOfOrder;
        if (context.Error is { } error && error != message && error.First.Lines.Any(line => context.Lines.Match(line.Pattern, packet.Text).Ok))
            return Failures.Refused;
        return Furthest(packet, expected);
    }

    private string Furthest(WirePacket packet, IReadOnlyList<Candidate> expected)
    {
        var attempts = expected.Where(one => one.Line is not null).Select(one => context.Lines.Match(one.Line!.Pattern, packet.Text)).ToArray();
        var best = attempts.OrderByDescending(attempt => attempt.Offset).FirstOrDefault();
        return best?.Failure ?? Failures.NoLine;
    }

    /// <summary>Lines that take anything prove nothing.</summary>
    private bool Matches(IEnumerable<LineSpec> lines, WirePacket packet) =>
        lines.Any(line => !line.Pattern.IsCatchAll && context.Lines.Match(line.Pattern, packet.Text).Ok);
}
