using GitProto.Client;

namespace GitProto.Cli.Output;

/// <summary>What became of the refs, in the form of git.</summary>
internal static class FetchReport
{
    private const int Abbreviated = 7;
    private const int SummaryWidth = (2 * Abbreviated) + 3;
    private const int NameWidth = 10;

    /// <summary>Writes it; nothing if nothing changed. If quiet, what was refused only.</summary>
    public static void Write(TextWriter output, string url, FetchResult result, bool quiet)
    {
        FetchedRef[] shown = [.. result.Refs.Where(found => found.Status != FetchedRefStatus.UpToDate && (!quiet || found.Status is FetchedRefStatus.Refused or FetchedRefStatus.Aborted))];
        if (shown.Length == 0)
            return;
        output.WriteLine("From " + Escape.ForDisplay(url));
        var width = Math.Max(NameWidth, shown.Max(found => Short(found.Source?.Name).Length));
        foreach (var found in shown)
        {
            var (flag, summary) = Summary(found);
            var reason = found.Reason is { } text ? $"  ({Escape.ForDisplay(text)})" : found.Status == FetchedRefStatus.Forced ? "  (forced update)" : "";
            output.WriteLine($" {flag} {summary.PadRight(SummaryWidth)} {Short(found.Source?.Name).PadRight(width)} -> {Short(found.Name.Bytes)}{reason}");
        }
    }

    private static (char Flag, string Summary) Summary(FetchedRef found) => found.Status switch
    {
        FetchedRefStatus.Created => ('*', Kind(found)),
        FetchedRefStatus.FastForward => (' ', $"{Cut(found.Old)}..{Cut(found.New)}"),
        FetchedRefStatus.Forced => ('+', $"{Cut(found.Old)}...{Cut(found.New)}"),
        FetchedRefStatus.Pruned => ('-', "[deleted]"),
        _ => ('!', "[rejected]"),
    };

    private static string Kind(FetchedRef found) =>
        found.Source!.Name.Span.StartsWith("refs/tags/"u8) ? "[new tag]" : found.Source.Name.Span.StartsWith("refs/heads/"u8) ? "[new branch]" : "[new ref]";

    private static string Cut(ObjectId? id) => id?.ToString()[..Abbreviated] ?? "";

    private static string Short(ByteString? name) => name is { } full ? ShortName.Of(full) : "(none)";
}
