using System.Globalization;
using GitProto.Protocol;

namespace GitProto.Tracing;

/// <summary>
/// What git logs of its packets (<c>GIT_TRACE_PACKET</c>), as conversations. Such a log has no line feeds and no packs, and some programs log what they tell each other on one
/// machine; what of it was passed over, and what of a conversation is not in the log, is said.
/// </summary>
public sealed class PacketLog
{
    private PacketLog(string view, IReadOnlyList<LoggedConversation> conversations, IReadOnlyList<string> passedOver) =>
        (View, Conversations, PassedOver) = (view, conversations, passedOver);

    /// <summary>The programs whose lines were taken, and from which side they see the conversations.</summary>
    public string View { get; }

    /// <summary>The conversations, in order; at least one.</summary>
    public IReadOnlyList<LoggedConversation> Conversations { get; }

    /// <summary>Which lines were passed over, and why: a sentence each.</summary>
    public IReadOnlyList<string> PassedOver { get; }

    /// <summary>True if a line of the bytes tells of a packet. Only the beginning is looked at.</summary>
    public static bool Begins(ReadOnlySpan<byte> log)
    {
        log = log[..Math.Min(log.Length, 64 << 10)];
        foreach (var line in log.Split((byte)'\n'))
        {
            if (LogLine.IsOne(log[line]))
                return true;
        }
        return false;
    }

    /// <summary>Reads a log. Where both sides are in it, the client's view is taken.</summary>
    /// <exception cref="TraceFormatException">No line tells of a packet, or one of a packet that cannot be.</exception>
    public static PacketLog Read(ReadOnlyMemory<byte> log)
    {
        var (lines, others) = Lines(log.Span);
        var servers = lines.Where(line => SessionFormat.ServiceOf(line.Program) is not null).ToList();
        var clients = lines.Where(line => SessionFormat.ServiceOf(line.Program) is null).ToList();
        List<string> passed = [];
        if (others > 0)
            passed.Add(Count(others, "tells", "tell") + " of no packet");
        if (clients.Count > 0 && servers.Count > 0)
            passed.Add($"{Count(servers.Count, "is", "are")} of the server ({Names(servers)}), who logs the same packets");
        if (clients.Count == 0)
            return new PacketLog($"the server's, by {Names(servers)}", ServerLogReader.Read(servers), passed);
        var (conversations, left) = HttpLogReader.IsHttp(clients) ? HttpLogReader.Read(clients) : ClientLogReader.Read(clients);
        if (left > 0)
            passed.Add($"{Count(left, "tells", "tell")} of what programs of one machine say to each other");
        return new PacketLog($"the client's, by {Names(clients)}", conversations, passed);
    }

    private static (List<LogLine> Lines, int Others) Lines(ReadOnlySpan<byte> log)
    {
        var lines = new List<LogLine>();
        var (number, others) = (0, 0);
        foreach (var range in log.Split((byte)'\n'))
        {
            number++;
            if (LogLine.Read(number, log[range]) is not { } line)
                others += log[range].IsEmpty ? 0 : 1;
            else if (line.Payload.Length > Framing.MaxPacketWrite)
                throw new TraceFormatException("The packet is longer than any may be.", number, range.Start.Value);
            else
                lines.Add(line);
        }
        return lines.Count > 0 ? (lines, others) : throw new TraceFormatException("No line tells of a packet; expected: 'packet:', a program, '<' or '>', and the packet.", 1, 0);
    }

    private static string Count(int lines, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{lines} {(lines == 1 ? "line " + one : "lines " + many)}");

    private static string Names(List<LogLine> lines) => string.Join(", ", lines.Select(line => Escape.ForDisplay(line.Program)).Distinct(StringComparer.Ordinal));
}
