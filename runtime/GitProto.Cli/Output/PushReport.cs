using GitProto.Client;

namespace GitProto.Cli.Output;

/// <summary>What became of a push, in the form of git: what is up to date first, then what was done, then what was refused.</summary>
internal sealed class PushReport(string url, bool porcelain, bool verbose, bool quiet)
{
    private const int Abbreviated = 7;
    private const int SummaryWidth = (2 * Abbreviated) + 3;
    private readonly string shownUrl = Escape.ForDisplay(url);
    private bool begun;

    private TextWriter Output => porcelain ? Console.Out : Console.Error;

    /// <summary>Writes it.</summary>
    /// <returns>The exit code.</returns>
    public int Write(PushResult result)
    {
        foreach (var warning in result.Warnings)
            Console.Error.WriteLine("warning: " + warning);
        if (result.UnpackError is { } unpack)
            Console.Error.WriteLine("error: remote unpack failed: " + unpack);
        if (!quiet || !result.Succeeded)
        {
            WriteAll(result.Refs.Where(pushed => pushed.Status == PushedRefStatus.UpToDate && (porcelain || verbose)));
            WriteAll(result.Refs.Where(pushed => pushed.Succeeded && pushed.Status != PushedRefStatus.UpToDate));
            WriteAll(result.Refs.Where(pushed => !pushed.Succeeded));
        }
        if (porcelain)
            Console.Out.WriteLine("Done");
        else if (!quiet && result.IsUpToDate)
            Console.Error.WriteLine("Everything up-to-date");
        return result.Succeeded ? ExitCode.Success : Failed();
    }

    /// <summary>Tells why nothing could be pushed.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(string reason)
    {
        Console.Error.WriteLine("error: " + Escape.ForDisplay(reason));
        return Failed();
    }

    private int Failed()
    {
        Console.Error.WriteLine($"error: failed to push some refs to '{shownUrl}'");
        return ExitCode.Refused;
    }

    private void WriteAll(IEnumerable<PushedRef> refs)
    {
        foreach (var pushed in refs)
        {
            if (!begun)
                Output.WriteLine("To " + shownUrl);
            begun = true;
            if (!pushed.Succeeded || pushed.Rewritten.Count == 0)
                WriteLine(pushed, pushed.Name.Bytes);
            else
            {
                foreach (var rewritten in pushed.Rewritten)
                    WriteLine(Really(pushed, rewritten), rewritten.Name ?? pushed.Name.Bytes);
            }
        }
    }

    /// <summary>What a hook made of it, in place of what was asked for.</summary>
    private static PushedRef Really(PushedRef pushed, RewrittenRef rewritten)
    {
        var (old, next) = (rewritten.Old ?? pushed.Old, rewritten.New ?? pushed.New);
        var status = next is null or { IsZero: true } ? PushedRefStatus.Deleted : old is null or { IsZero: true } ? PushedRefStatus.Created
            : rewritten.Forced ? PushedRefStatus.Forced : PushedRefStatus.FastForward;
        return pushed with { Old = old, New = next, Status = status };
    }

    private void WriteLine(PushedRef pushed, ByteString name)
    {
        var (flag, summary) = Summary(pushed, name);
        var reason = pushed.Status == PushedRefStatus.Forced ? " (forced update)" : pushed.Reason is { } text ? $" ({text})" : "";
        var hidden = pushed.New is null || pushed.Status == PushedRefStatus.NoDelete;
        if (porcelain)
            Output.WriteLine($"{flag}\t{(hidden ? "" : TerminalText.Clean(pushed.Source.Span))}:{TerminalText.Clean(name.Span)}\t{summary}{reason}");
        else
            Output.WriteLine($" {flag} {summary.PadRight(SummaryWidth)} {(hidden ? "" : ShortName.Of(pushed.Source) + " -> ")}{ShortName.Of(name)}{reason}");
    }

    private static (char Flag, string Summary) Summary(PushedRef pushed, ByteString name) => pushed.Status switch
    {
        PushedRefStatus.UpToDate => ('=', "[up to date]"),
        PushedRefStatus.Created => ('*', name.Span.StartsWith("refs/tags/"u8) ? "[new tag]" : name.Span.StartsWith("refs/heads/"u8) ? "[new branch]" : "[new reference]"),
        PushedRefStatus.FastForward => (' ', $"{Cut(pushed.Old)}..{Cut(pushed.New)}"),
        PushedRefStatus.Forced => ('+', $"{Cut(pushed.Old)}...{Cut(pushed.New)}"),
        PushedRefStatus.Deleted => ('-', "[deleted]"),
        PushedRefStatus.RemoteRejected => ('!', "[remote rejected]"),
        PushedRefStatus.NotReported => ('!', "[remote failure]"),
        _ => ('!', "[rejected]"),
    };

    private static string Cut(ObjectId? id) => id?.ToString()[..Abbreviated] ?? "";
}
