using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>Takes the conversations of a client that is one program, with its demultiplexer, out of a log.</summary>
internal sealed class ClientLogReader
{
    private const string Demultiplexer = "sideband";
    private readonly List<LoggedConversation> found = [];
    private readonly string[] pushers = ["push", "send-pack"];
    private PacketBytes client = new();
    private PacketBytes server = new();
    private ConversationKind? kind;
    private bool greeted;
    private bool demultiplexed;
    private bool packLeftOut;
    private int left;

    /// <summary>Reads the lines of a client.</summary>
    /// <returns>The conversations, and how many lines were passed over.</returns>
    public static (IReadOnlyList<LoggedConversation> Found, int Left) Read(IEnumerable<LogLine> lines)
    {
        var reader = new ClientLogReader();
        foreach (var line in lines)
            reader.Take(line);
        reader.End();
        return (reader.found, reader.left);
    }

    private void Take(LogLine line)
    {
        if (line.Program == Demultiplexer)
            Demultiplexed(line);
        else if (line.Program == HttpLogReader.Helper || LogText.KindOf(line) == PacketKind.ResponseEnd)
            left++;
        else if (line.Received)
            Received(line);
        else
            Sent(line);
    }

    private void Sent(LogLine line)
    {
        if (LogText.IsRequest(line))
        {
            End();
            LogText.Add(client, line);
            return;
        }
        demultiplexed = false;
        Begin(line);
        LogText.Add(client, line);
    }

    private void Received(LogLine line)
    {
        if (greeted && LogText.IsGreeting(line))
            End();
        greeted |= LogText.KindOf(line) == PacketKind.Flush;
        if (demultiplexed)
        {
            // The demultiplexer has logged it already, in its band.
            left++;
            return;
        }
        Begin(line);
        if (LogText.IsPack(line))
        {
            packLeftOut = true;
            server.AddRaw(LogText.Pack);
        }
        else
        {
            LogText.Add(server, line);
        }
    }

    private void Demultiplexed(LogLine line)
    {
        demultiplexed = true;
        if (LogText.IsPack(line))
        {
            packLeftOut = true;
            server.AddLine([(byte)Band.Data, .. LogText.Pack]);
        }
        else
        {
            LogText.Add(server, line);
        }
    }

    /// <summary>Where no request line of git:// is, the program tells the service.</summary>
    private void Begin(LogLine line)
    {
        if (client.IsEmpty && server.IsEmpty)
            kind = new ConversationKind(pushers.Contains(line.Program) ? GitService.ReceivePack : line.Program == "archive" ? GitService.UploadArchive : GitService.UploadPack);
    }

    private void End()
    {
        if (!client.IsEmpty || !server.IsEmpty)
            found.Add(new LoggedConversation(client.ToArray(), server.ToArray(), kind, packLeftOut));
        (client, server, kind, greeted, demultiplexed, packLeftOut) = (new(), new(), null, false, false, false);
    }
}
