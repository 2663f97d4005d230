using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>Takes the conversations of a server out of a log. What it sends in bands is logged without them, or not at all.</summary>
internal static class ServerLogReader
{
    /// <summary>Reads the lines of a server.</summary>
    public static IReadOnlyList<LoggedConversation> Read(List<LogLine> lines)
    {
        var found = new List<LoggedConversation>();
        var begin = 0;
        var greeted = !lines[0].Received && LogText.KindOf(lines[0]) == PacketKind.Flush;
        for (var i = 1; i <= lines.Count; i++)
        {
            if (i < lines.Count)
            {
                var begins = greeted && !lines[i].Received && LogText.IsGreeting(lines[i]);
                greeted = !begins && (greeted || (!lines[i].Received && LogText.KindOf(lines[i]) == PacketKind.Flush));
                if (!begins)
                    continue;
            }
            found.Add(Conversation(lines[begin..i]));
            begin = i;
        }
        return found;
    }

    private static LoggedConversation Conversation(List<LogLine> lines)
    {
        var service = SessionFormat.ServiceOf(lines[0].Program)!.Value;
        var (client, server) = (new PacketBytes(), new PacketBytes());
        foreach (var line in lines.Where(line => line.Received))
            LogText.Add(client, line);
        var sent = lines.Where(line => !line.Received).ToList();
        var banded = service == GitService.ReceivePack ? Banded(sent) : 0;
        foreach (var line in sent.SkipLast(banded > 0 ? banded + 1 : 0))
            LogText.Add(server, line);
        if (banded > 0)
        {
            var inner = new PacketBytes();
            foreach (var line in sent.SkipLast(1).TakeLast(banded))
                LogText.Add(inner, line);
            server.AddLine([(byte)Band.Data, .. inner.ToArray()]);
            LogText.Add(server, sent[^1]);
        }
        return new LoggedConversation(client.ToArray(), server.ToArray(), new ConversationKind(service), packLeftOut: false);
    }

    /// <summary>How many packets a report holds that went in a band: one flush ends the report, another the bands.</summary>
    private static int Banded(List<LogLine> sent)
    {
        if (sent.Count < 3 || LogText.KindOf(sent[^1]) != PacketKind.Flush || LogText.KindOf(sent[^2]) != PacketKind.Flush)
            return 0;
        var before = sent.FindLastIndex(sent.Count - 3, line => LogText.KindOf(line) == PacketKind.Flush);
        return sent.Count - 2 - before;
    }
}
