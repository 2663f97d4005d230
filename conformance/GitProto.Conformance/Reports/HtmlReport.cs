using System.Globalization;
using System.Net;
using System.Text;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>The report for people: one file that fetches nothing.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; }
        body { font: 15px/1.45 system-ui, sans-serif; max-width: 72rem; margin: 1.5rem auto; padding: 0 1rem; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; }
        th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: left; white-space: nowrap; }
        th { position: sticky; top: 0; background: Canvas; } td:first-child { font-family: ui-monospace, monospace; }
        .good { color: #1a7f37; } .bad { color: #cf222e; font-weight: 600; } .known { color: #9a6700; } .none { opacity: .55; }
        pre { overflow-x: auto; background: #8881; padding: .6rem; font-size: 13px; } details { margin: .6rem 0; border-left: 3px solid #cf222e; padding-left: .8rem; }
        details.known { border-color: #9a6700; color: inherit; } summary { cursor: pointer; overflow-wrap: anywhere; } blockquote { margin: .5rem 0; opacity: .85; }
        """;

    public static string Of(SuiteRun run, IReadOnlyDictionary<CaseResult, string> wires)
    {
        var results = run.Results;
        var sides = PairTable.Judged(results);
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Git conformance</title><style>")
            .Append(Style).Append(CultureInfo.InvariantCulture, $"</style>\n<h1>Git conformance</h1>\n<p>{Text(run.Summary)}.</p>\n<ul>\n");
        foreach (var peer in run.Peers)
            html.Append(CultureInfo.InvariantCulture, $"<li>{Text(Words.Of(peer))}</li>\n");
        html.Append("</ul>\n<ul>\n");
        foreach (var (peer, side) in sides)
            html.Append(CultureInfo.InvariantCulture, $"<li>{Text(peer)} as {Words.Of(side)}: {Counts(results.Where(result => (result.Peer, result.Side) == (peer, side)))}</li>\n");
        foreach (var (peer, why) in run.LeftOut)
            html.Append(CultureInfo.InvariantCulture, $"<li>{Text(peer)} was left out: {Text(why)}</li>\n");
        html.Append("</ul>\n");
        if (PairTable.Of(results) is { } pairs)
            Pairs(html, pairs);
        html.Append("<h2>Capabilities and peers</h2>\n<p>How many cases of a capability passed, of those that the peer could play.</p>\n");
        Table(html, "<th>capability", sides, results.Where(result => RuleBook.IsCapability(result.Case.Rule.Definition)).GroupBy(result => result.Case.Rule.Definition), definition => $"<td>{Text(definition)}");
        html.Append("<h2>Rules and peers</h2>\n<p>How many cases of a rule passed, of those that the peer could play.</p>\n");
        Table(html, "<th>rule<th>level", sides, results.GroupBy(result => result.Case.Rule.Id), id => RuleBook.Get(id) is var rule ? $"<td title=\"{Text(rule.Text)}\">{Text(rule.Id)}<td>{Words.Of(rule.Level)}" : "");
        html.Append("<h2>What is not as the spec has it</h2>\n");
        var wrong = results.Where(result => result.Verdict.Outcome is Outcome.Fail or Outcome.Error || !result.IsExpected).OrderBy(result => result.IsExpected).ToList();
        if (wrong.Count == 0)
            html.Append("<p>Nothing was found.</p>\n");
        foreach (var result in wrong)
            Detail(html, result, wires);
        return html.Append("</html>\n").ToString();
    }

    private static void Pairs(StringBuilder html, PairTable pairs)
    {
        html.Append("<h2>Clients and servers</h2>\n<p>How many of the scenarios passed, of those that client (left) and server (above) could play.</p>\n<div class=\"scroll\"><table><tr><th>");
        foreach (var server in pairs.Servers)
            html.Append(CultureInfo.InvariantCulture, $"<th>{Text(server)}");
        foreach (var client in pairs.Clients)
        {
            html.Append(CultureInfo.InvariantCulture, $"\n<tr><td>{Text(client)}");
            foreach (var server in pairs.Servers)
                html.Append(Cell(pairs.Between(client, server)));
        }
        html.Append("\n</table></div>\n");
    }

    private static void Table(StringBuilder html, string heads, List<(string Peer, Direction Side)> sides, IEnumerable<IGrouping<string, CaseResult>> rows, Func<string, string> cells)
    {
        html.Append("<div class=\"scroll\"><table><tr>").Append(heads);
        foreach (var (peer, side) in sides)
            html.Append(CultureInfo.InvariantCulture, $"<th>{Text(peer)} as {Words.Of(side)}");
        foreach (var row in rows.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            html.Append("\n<tr>").Append(cells(row.Key));
            foreach (var side in sides)
                html.Append(Cell([.. row.Where(result => (result.Peer, result.Side) == side)]));
        }
        html.Append("\n</table></div>\n");
    }

    private static void Detail(StringBuilder html, CaseResult result, IReadOnlyDictionary<CaseResult, string> wires)
    {
        html.Append(CultureInfo.InvariantCulture, $"<details{(result.IsExpected ? " class=\"known\"" : "")}><summary>{Text(result.Case.Id)}, {Text(result.Peer)} as {Words.Of(result.Side)}: {Words.Of(result)}</summary>\n");
        html.Append(CultureInfo.InvariantCulture, $"<blockquote>{Text(result.Case.Rule.Text)}<br><small>{Text(result.Case.Rule.Source)}</small></blockquote>\n<p>{Text(result.Case.Title)}</p>\n<p>{Text(result.Verdict.Reason)}</p>\n");
        if (result.Expected is { } expected)
            html.Append(CultureInfo.InvariantCulture, $"<p>Expected: {Words.Of(expected.Outcome)}. {Text(expected.Reason)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<pre>{Text(CommandLine.Of(result))}</pre>\n");
        if (wires.TryGetValue(result, out var wire))
            html.Append(CultureInfo.InvariantCulture, $"<pre>{Text(wire)}</pre>\n");
        html.Append("</details>\n");
    }

    private static string Cell(IReadOnlyList<CaseResult> results)
    {
        var text = MatrixReport.Cell(results);
        var kind = text.Length == 0 || text == "not offered" ? "none" : text[0] switch { '✓' => "good", 'k' => "known", _ => "bad" };
        return $"<td class=\"{kind}\">{text}";
    }

    private static string Counts(IEnumerable<CaseResult> results) =>
        string.Join(", ", results.GroupBy(result => result.Verdict.Outcome).OrderBy(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Words.Of(group.Key)}")));

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
