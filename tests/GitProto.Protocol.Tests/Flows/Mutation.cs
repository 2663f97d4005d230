using System.Globalization;
using System.Text;
using GitProto.Protocol.Tests.Recordings;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>A packet of a recorded session that can be changed.</summary>
internal sealed record Mutation(RecordedSession Session, int Event, int Offset, int Length)
{
    public ReadOnlySpan<byte> Payload => Bytes.Span.Slice(Offset, Length)[4..];

    public bool IsFlush => Length == 4 && Bytes.Span.Slice(Offset, 4).SequenceEqual("0000"u8);

    private ReadOnlyMemory<byte> Bytes => ((RecordedEvent.Data)Session.Events[Event]).Bytes;

    /// <summary>The packets of a session up to its first pack.</summary>
    public static IEnumerable<Mutation> Of(RecordedSession session)
    {
        for (var at = 0; at < session.Events.Count; at++)
        {
            if (session.Events[at] is not RecordedEvent.Data data)
                continue;
            for (var offset = 0; SizeAt(data.Bytes.Span[offset..]) is { } length; offset += length)
                yield return new Mutation(session, at, offset, length);
        }
    }

    /// <summary>The session with other bytes somewhere in the packet.</summary>
    public RecordedSession With(int offset, ReadOnlySpan<byte> bytes)
    {
        var data = (RecordedEvent.Data)Session.Events[Event];
        var altered = data.Bytes.ToArray();
        bytes.CopyTo(altered.AsSpan(Offset + offset));
        return Session with { Events = [.. Session.Events.Select((one, i) => i == Event ? data with { Bytes = altered } : one)] };
    }

    private static int? SizeAt(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 && int.TryParse(Encoding.Latin1.GetString(bytes[..4]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var said) && Math.Max(said, 4) is var length && length <= bytes.Length
            ? length : null;
}
