using System.Globalization;
using System.Text;

namespace GitProto.Protocol.Tests.Recordings;

/// <summary>Reads the format of tests/recordings/README.md.</summary>
internal sealed class RecordedSessionReader
{
    private const string FirstLine = "gitproto-session 1";
    private readonly byte[] _file;
    private int _at;

    private RecordedSessionReader(byte[] file) => _file = file;

    public static RecordedSession Read(byte[] file) => new RecordedSessionReader(file).Read();

    private RecordedSession Read()
    {
        if (Line() != FirstLine)
            throw new FormatException($"A session begins with \"{FirstLine}\".");
        var facts = new Dictionary<string, string>();
        for (var line = Line(); line.Length > 0; line = Line())
        {
            var (key, value) = Split(line, ": ");
            facts.Add(key, value);
        }
        var (outcome, detail) = Split(facts["outcome"], ", ");
        var (kind, by) = Split(outcome, outcome.Contains(" from ", StringComparison.Ordinal) ? " from " : " by ");
        return new RecordedSession
        {
            Name = facts["name"],
            GitVersion = facts["git"],
            Transport = facts["transport"],
            AskedProtocol = Number(facts["asked"]),
            Protocol = Number(facts["protocol"]),
            Service = facts["service"],
            IsStateless = facts["stateless"] == "yes",
            ObjectFormat = facts["object-format"],
            Outcome = Enum.Parse<RecordedOutcome>(kind, ignoreCase: true),
            OutcomeBy = by.Length == 0 ? null : Enum.Parse<RecordedSide>(by, ignoreCase: true),
            OutcomeDetail = detail,
            Description = facts["description"],
            Events = [.. Events()],
        };
    }

    private IEnumerable<RecordedEvent> Events()
    {
        while (_at < _file.Length)
        {
            var words = Line().Split(' ');
            yield return words switch
            {
                ["turn", var method, var target] => new RecordedEvent.Turn(method, target, [.. Headers('>')]),
                ["answer", var status] => new RecordedEvent.Answer(Number(status), [.. Headers('<')]),
                [var side, "eof"] => new RecordedEvent.End(Side(side)),
                [var side, var length] => new RecordedEvent.Data(Side(side), Bytes(Number(length))),
                _ => throw new FormatException($"No event begins with \"{words[0]}\"."),
            };
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Headers(char mark)
    {
        while (_at < _file.Length && _file[_at] == mark)
        {
            var (name, value) = Split(Line()[2..], ": ");
            yield return new(name, value);
        }
    }

    private ReadOnlyMemory<byte> Bytes(int length)
    {
        var bytes = _file.AsMemory(_at, length);
        _at += length;
        if (Line().Length != 0)
            throw new FormatException($"At byte {_at}: no LF after {length} bytes of data.");
        return bytes;
    }

    private string Line()
    {
        var length = _file.AsSpan(_at).IndexOf((byte)'\n');
        if (length < 0)
            throw new FormatException($"The line at byte {_at} has no end.");
        var line = Encoding.UTF8.GetString(_file, _at, length);
        _at += length + 1;
        return line;
    }

    private static RecordedSide Side(string letter) => letter switch
    {
        "C" => RecordedSide.Client,
        "S" => RecordedSide.Server,
        "H" => RecordedSide.Hook,
        _ => throw new FormatException($"\"{letter}\" is no side."),
    };

    private static (string Before, string After) Split(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + separator.Length)..]);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
