using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>Clients by servers, as a table in Markdown, and what did not pass between them. Only scenarios are counted, which every pair can be asked to play.</summary>
internal static class PairsReport
{
    public static string Of(IReadOnlyList<CaseResult> results)
    {
        var played = results.Where(result => result.Case.Direction == Direction.Either).ToList();
        var (clients, servers) = (Names(played, result => result.Client), Names(played, result => result.Server));
        var text = new StringBuilder("## Clients and servers\n\nEach number is how many of the scenarios passed, of those that client (left) and server (above) could play.\n\n| |");
        foreach (var server in servers)
            text.Append(CultureInfo.InvariantCulture, $" {server} |");
        text.Append("\n|---|").Append(string.Concat(Enumerable.Repeat("---|", servers.Count))).Append('\n');
        foreach (var client in clients)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {client} |");
            foreach (var server in servers)
                text.Append(CultureInfo.InvariantCulture, $" {MatrixReport.Cell(Between(played, client, server))} |");
            text.Append('\n');
        }
        text.Append("\n## What did not pass between them\n\n| scenario | client | server |\n|---|---|---|\n");
        foreach (var scenario in played.Where(result => result.Verdict.Outcome is Outcome.Fail or Outcome.Error).GroupBy(result => result.Case.Id).OrderBy(scenario => scenario.Key, StringComparer.Ordinal))
        {
            // Clients that fail with the same servers stand in one line.
            var lines = scenario.GroupBy(result => result.Client).Select(client => (Client: client.Key, Servers: Joined(client.Select(result => result.Server), servers))).GroupBy(one => one.Servers);
            foreach (var line in lines)
                text.Append(CultureInfo.InvariantCulture, $"| {scenario.Key} | {Joined(line.Select(one => one.Client), clients)} | {line.Key} |\n");
        }
        return text.ToString();
    }

    /// <summary>What a client and a server played. This library with itself is judged twice, in the same scenarios.</summary>
    private static List<CaseResult> Between(List<CaseResult> played, string client, string server) =>
        [.. played.Where(result => (result.Client, result.Server) == (client, server)).DistinctBy(result => result.Case.Id)];

    private static List<string> Names(IEnumerable<CaseResult> played, Func<CaseResult, string> name) => [.. played.Select(name).Distinct()];

    private static string Joined(IEnumerable<string> names, List<string> all)
    {
        var meant = names.Distinct().ToList();
        return meant.Count == all.Count ? "all" : string.Join(", ", all.Where(meant.Contains));
    }
}
