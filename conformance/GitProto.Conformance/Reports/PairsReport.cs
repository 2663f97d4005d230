using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases;

namespace GitProto.Conformance.Reports;

/// <summary>Clients by servers, as a table in Markdown, and what did not pass between them.</summary>
internal static class PairsReport
{
    public static string Of(PairTable table)
    {
        var text = new StringBuilder("## Clients and servers\n\nEach number is how many of the scenarios passed, of those that client (left) and server (above) could play.\n\n| |");
        foreach (var server in table.Servers)
            text.Append(CultureInfo.InvariantCulture, $" {server} |");
        text.Append("\n|---|").Append(string.Concat(Enumerable.Repeat("---|", table.Servers.Count))).Append('\n');
        foreach (var client in table.Clients)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {client} |");
            foreach (var server in table.Servers)
                text.Append(CultureInfo.InvariantCulture, $" {MatrixReport.Cell(table.Between(client, server))} |");
            text.Append('\n');
        }
        text.Append("\n## What did not pass between them\n\n| scenario | client | server |\n|---|---|---|\n");
        foreach (var scenario in table.Played.Where(result => result.Verdict.Outcome is Outcome.Fail or Outcome.Error).GroupBy(result => result.Case.Id).OrderBy(scenario => scenario.Key, StringComparer.Ordinal))
        {
            // Clients that fail with the same servers stand in one line.
            var lines = scenario.GroupBy(result => result.Client).Select(client => (Client: client.Key, Servers: Joined(client.Select(result => result.Server), table.Servers))).GroupBy(one => one.Servers);
            foreach (var line in lines)
                text.Append(CultureInfo.InvariantCulture, $"| {scenario.Key} | {Joined(line.Select(one => one.Client), table.Clients)} | {line.Key} |\n");
        }
        return text.ToString();
    }

    private static string Joined(IEnumerable<string> names, IReadOnlyList<string> all)
    {
        var meant = names.Distinct().ToList();
        return meant.Count == all.Count ? "all" : string.Join(", ", all.Where(meant.Contains));
    }
}
