using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>
/// Takes the turns of a client over HTTP in versions 0 and 1 out of a log: the helper logs the advertisement, and each request as one packet that holds its packets; the
/// answers are logged by the program that asked. In version 2 the program that asks logs both, as on one connection.
/// </summary>
internal sealed class HttpLogReader
{
    /// <summary>What the helper for HTTP is called in a log.</summary>
    public const string Helper = "git";
    private const string Demultiplexer = "sideband";
    private const int Digits = 4;
    private readonly List<RecordedTurn> turns = [];
    private SmartHttpService? service;
    private PacketBytes? asked;
    private PacketBytes? answered;
    private int flushes;
    private bool demultiplexed;
    private bool packLeftOut;
    private int left;

    /// <summary>True if it is one of versions 0 or 1 over HTTP.</summary>
    public static bool IsHttp(List<LogLine> lines)
    {
        var header = lines.FindIndex(line => line is { Program: Helper, Received: true } && LogText.HeadedService(line) is not null);
        var first = header < 0 ? null : lines.Skip(header + 1).FirstOrDefault(line => line is { Program: Helper, Received: true } && LogText.KindOf(line) == PacketKind.Data);
        return header >= 0 && (first is null || !LogText.IsVersion(first));
    }

    public static (IReadOnlyList<LoggedConversation> Found, int Left) Read(IEnumerable<LogLine> lines)
    {
        var reader = new HttpLogReader();
        foreach (var line in lines)
            reader.Take(line);
        reader.EndTurn();
        return ([new LoggedConversation(reader.turns, reader.packLeftOut)], reader.left);
    }

    private void Take(LogLine line)
    {
        if (line is { Program: Helper, Received: true } && LogText.HeadedService(line) is { } headed)
        {
            Begin(new RecordedTurn("GET", headed.Media.Discovery), headed.Media.Advertisement);
            (service, flushes) = (headed, 2);
            LogText.Add(answered!, line);
        }
        else if (flushes > 0 && line is { Program: Helper, Received: true })
        {
            flushes -= LogText.KindOf(line) == PacketKind.Flush ? 1 : 0;
            LogText.Add(answered!, line);
        }
        else if (line is { Program: Helper, Received: true } && LinePackets.Read(line.Payload) is { Length: > Digits } body)
        {
            Request(body);
        }
        else if (line is { Program: Helper, Received: true } && asked is not null && LogText.IsPack(line))
        {
            packLeftOut = true;
            asked.AddRaw(LogText.Pack);
        }
        else if (asked is null || !line.Received || (demultiplexed && line.Program != Demultiplexer) || IsOfHelper(line))
        {
            left++;
        }
        else
        {
            Answer(line);
        }
    }

    /// <summary>What fetches tell the helper is no answer; and where a push sends its request, the packet that ends it comes before any answer.</summary>
    private bool IsOfHelper(LogLine line) =>
        line.Program == Helper && (service!.Service != GitService.ReceivePack || (LogText.KindOf(line) != PacketKind.Data && answered!.IsEmpty));

    private void Request(byte[] body)
    {
        if (asked is null || !answered!.IsEmpty)
        {
            var media = service!.Media;
            var turn = new RecordedTurn(HttpTransport.AllowPost, media.Turn);
            turn.Asking.Add(new("Content-Type", media.Request));
            Begin(turn, media.Result);
            asked = new PacketBytes();
        }
        asked.AddRaw(body);
    }

    private void Answer(LogLine line)
    {
        demultiplexed = line.Program == Demultiplexer;
        if (LogText.IsPack(line))
        {
            packLeftOut = true;
            if (demultiplexed)
                answered!.AddLine([(byte)Band.Data, .. LogText.Pack]);
            else
                answered!.AddRaw(LogText.Pack);
        }
        else
        {
            LogText.Add(answered!, line);
        }
    }

    private void Begin(RecordedTurn turn, string answerType)
    {
        EndTurn();
        turn.Status = 200;
        turn.Answering.Add(new("Content-Type", answerType));
        turns.Add(turn);
        answered = new PacketBytes();
        demultiplexed = false;
    }

    private void EndTurn()
    {
        if (turns.Count == 0)
            return;
        turns[^1].Asked = asked?.ToArray() ?? [];
        turns[^1].Answered = answered!.ToArray();
        asked = null;
    }
}
