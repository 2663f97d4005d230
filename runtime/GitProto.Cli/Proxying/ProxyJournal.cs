using System.Globalization;
using System.Net;
using GitProto.Cli.Output;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Tracing;

namespace GitProto.Cli.Proxying;

/// <summary>Says a line of each conversation that has passed the proxy, and remembers whether all were legal.</summary>
/// <param name="output">Where it is said.</param>
/// <param name="records">The directory for recordings; null for none.</param>
/// <param name="most">The most bytes of a conversation that are recorded.</param>
/// <param name="observer">Is told of every packet.</param>
/// <param name="limits">How much may wait for the watch.</param>
internal sealed class ProxyJournal(TextWriter output, string? records, long most, IPacketObserver? observer, WatchLimits limits)
{
    private readonly Lock gate = new();
    private int count;
    private bool isBroken;

    /// <summary>True if a conversation broke a rule, was not watched to its end, or not recorded as it should have been.</summary>
    public bool IsBroken
    {
        get
        {
            lock (gate)
                return isBroken;
        }
    }

    /// <summary>Begins a conversation of git://.</summary>
    public IConversationTap Begin(EndPoint? client)
    {
        var (number, file) = Next();
        return new JournaledConversation(
            new WatchedConversation(observer, limits), Record(file, isHttp: false) is { } writer ? new RecordedConversation(writer) : null, (watch, problem) => EndAsync(number, client, watch.ReportAsync(), problem));
    }

    /// <summary>Begins a conversation over HTTP.</summary>
    public IHttpConversationTap BeginHttp(EndPoint? client)
    {
        var (number, file) = Next();
        return new JournaledHttpConversation(
            new WatchedHttpConversation(observer, limits), Record(file, isHttp: true) is { } writer ? new RecordedHttpConversation(writer) : null, (watch, problem) => EndAsync(number, client, watch.ReportAsync(), problem));
    }

    /// <summary>Says what went wrong with a client.</summary>
    public void Fail(Exception error, EndPoint? client)
    {
        lock (gate)
            Console.Error.WriteLine($"{client}: {Failure.Text(error)}");
    }

    private (int Number, string File) Next()
    {
        var number = Interlocked.Increment(ref count);
        return (number, string.Create(CultureInfo.InvariantCulture, $"{number:d4}.session"));
    }

    private SessionWriter? Record(string file, bool isHttp)
    {
        if (records is null)
            return null;
        try
        {
            return SessionWriter.Begin(File.Create(Path.Join(records, file)), Path.GetFileNameWithoutExtension(file), isHttp, most);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Break($"{file}: {Failure.Text(e)}");
            return null;
        }
    }

    private async Task EndAsync(int number, EndPoint? client, Task<ConversationReport?> watching, string? problem)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{number} {client} ");
        try
        {
            var report = await watching;
            line += report is null ? "= not watched to its end: too much waited to be read (--max-waiting)" : Verdict.Of(report);
            if (report is not null)
                line += report.Difference is { } difference ? $"; {difference}" : string.Create(CultureInfo.InvariantCulture, $"; {report.Lines} lines, written again byte by byte");
            if (report is { IsLegal: true, Difference: null } && problem is null)
                Say(line);
            else
                Break(problem is null ? line : $"{line}; {problem}");
        }
        catch (IOException e)
        {
            Break($"{line}= not watched to its end: {Failure.Text(e)}");
        }
    }

    private void Say(string line)
    {
        lock (gate)
            output.WriteLine(line);
    }

    private void Break(string line)
    {
        lock (gate)
        {
            isBroken = true;
            output.WriteLine(line);
        }
    }
}
