using System.Globalization;
using System.Text;
using GitProto.Protocol;

namespace GitProto.Tracing;

/// <summary>Reads the format that conversations are recorded in: a header of lines, and events, whose bytes follow the line that tells how many.</summary>
internal sealed class SessionReader(ReadOnlyMemory<byte> file)
{
    private const int MaxLine = 64 << 10;
    private readonly Dictionary<Role, List<ReadOnlyMemory<byte>>> pieces = [];
    private readonly List<RecordedTurn> turns = [];
    private int at;
    private int lineStart;
    private long lines;

    public SessionRecording Read()
    {
        if (!SessionRecording.Begins(file.Span))
            throw new TraceFormatException($"A recording begins with '{Encoding.ASCII.GetString(SessionFormat.FirstLine).TrimEnd()}'.", 1, 0);
        Line();
        var header = Header();
        var isHttp = header[SessionFormat.Transport] == SessionFormat.Http;
        while (at < file.Length)
            Event(Line(), isHttp);
        EndTurn();
        return new SessionRecording(header, pieces.ToDictionary(side => side.Key, side => Whole(side.Value)), turns);
    }

    private Dictionary<string, string> Header()
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var line = Line(); line.Length > 0; line = Line())
        {
            if (line.IndexOf(": ", StringComparison.Ordinal) is not (> 0 and var colon))
                throw Wrong($"'{Escape.ForDisplay(line)}' is no line of a header; expected: a key, a colon, a blank and a value, or an empty line");
            if (!header.TryAdd(line[..colon], line[(colon + 2)..]))
                throw Wrong($"'{Escape.ForDisplay(line[..colon])}' comes twice");
        }
        if (header.GetValueOrDefault(SessionFormat.Transport) is not (SessionFormat.Git or SessionFormat.Http or SessionFormat.Stdio or SessionFormat.Hook))
            throw Wrong("the header does not say which transport it was: git, http, stdio or hook");
        // A client of git:// may have asked for anything.
        var service = header.GetValueOrDefault(SessionFormat.Service, "");
        if (header[SessionFormat.Transport] == SessionFormat.Stdio && SessionFormat.ServiceOf(service) is null)
            throw Wrong($"the header says that '{Escape.ForDisplay(service)}' was called, which is no service");
        return header;
    }

    private void Event(string line, bool isHttp)
    {
        switch (line.Split(' '))
        {
            case [SessionFormat.Turn, var method, var target] when isHttp:
                EndTurn();
                turns.Add(new RecordedTurn(method, target));
                Fields('>', turns[^1].Asking);
                break;
            case [SessionFormat.Answer, var status] when turns.Count > 0 && turns[^1].Status == 0:
                turns[^1].Status = (int)Number(status, 999);
                Fields('<', turns[^1].Answering);
                break;
            case [var letter, SessionFormat.End] when !isHttp:
                Side(letter);
                break;
            case [var letter, var length] when !isHttp || turns.Count > 0:
                Add(Side(letter), (int)Number(length, file.Length - at));
                break;
            default:
                throw Wrong($"'{Escape.ForDisplay(line)}' is no event; expected: a side and a number of bytes or '{SessionFormat.End}'; over HTTP, '{SessionFormat.Turn}' or '{SessionFormat.Answer}' first");
        }
    }

    private void Add(Role side, int length)
    {
        var bytes = file.Slice(at, length);
        at += length;
        if (at >= file.Length || file.Span[at] != (byte)'\n')
            throw Wrong($"the {length} bytes are not followed by an LF");
        lines += bytes.Span.Count((byte)'\n') + 1;
        at++;
        if (!pieces.TryGetValue(side, out var all))
            pieces[side] = all = [];
        all.Add(bytes);
    }

    private void EndTurn()
    {
        if (turns.Count == 0)
            return;
        if (pieces.Remove(Role.Client, out var asked))
            turns[^1].Asked = Whole(asked);
        if (pieces.Remove(Role.Server, out var answered))
            turns[^1].Answered = Whole(answered);
    }

    private void Fields(char mark, List<KeyValuePair<string, string>> fields)
    {
        while (at < file.Length && file.Span[at] == mark)
        {
            var line = Line();
            if (line.IndexOf(": ", StringComparison.Ordinal) is not (> 2 and var colon))
                throw Wrong($"'{Escape.ForDisplay(line)}' is no field of HTTP");
            fields.Add(new(line[2..colon], line[(colon + 2)..]));
        }
    }

    private string Line()
    {
        lineStart = at;
        lines++;
        var rest = file.Span[at..];
        var length = rest[..Math.Min(rest.Length, MaxLine)].IndexOf((byte)'\n');
        if (length < 0)
            throw Wrong(rest.Length > MaxLine ? $"it is longer than {MaxLine} bytes" : "it has no LF at its end");
        at += length + 1;
        return Encoding.UTF8.GetString(rest[..length]);
    }

    private Role Side(string letter) => letter switch
    {
        "C" => Role.Client,
        "S" => Role.Server,
        "H" => Role.Hook,
        _ => throw Wrong($"'{Escape.ForDisplay(letter)}' is no side; expected: C, S or H"),
    };

    private long Number(string text, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number : throw Wrong($"'{Escape.ForDisplay(text)}' is no number up to {most}");

    private TraceFormatException Wrong(string problem) => new(char.ToUpperInvariant(problem[0]) + problem[1..] + ".", lines, lineStart);

    private static ReadOnlyMemory<byte> Whole(List<ReadOnlyMemory<byte>> pieces)
    {
        if (pieces is [var one])
            return one;
        var whole = new byte[pieces.Sum(piece => piece.Length)];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }
        return whole;
    }
}
