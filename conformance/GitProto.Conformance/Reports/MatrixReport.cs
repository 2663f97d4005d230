using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>Rules by peers, as a table in Markdown; before it clients by servers, where more than this library played with them.</summary>
internal static class MatrixReport
{
    public static string Of(SuiteRun run)
    {
        var results = run.Results;
        var sides = PairTable.Judged(results);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"# Conformance\n\n{run.Summary}.\n\n"));
        foreach (var peer in run.Peers)
            text.Append(CultureInfo.InvariantCulture, $"- {Words.Of(peer)}\n");
        text.Append(run.Peers.Count > 0 ? "\n" : "");
        if (PairTable.Of(results) is { } pairs)
            text.Append(PairsReport.Of(pairs)).Append('\n');
        text.Append("## Capabilities and peers\n\nEach number is how many cases of the capability passed, of those that the peer could play.\n\n");
        Table(text, ["capability"], sides, results.Where(result => RuleBook.IsCapability(result.Case.Rule.Definition)).GroupBy(result => result.Case.Rule.Definition), definition => [definition]);
        text.Append("\n## Rules and peers\n\nEach number is how many cases of the rule passed, of those that the peer could play.\n\n");
        Table(text, ["rule", "level"], sides, results.GroupBy(result => result.Case.Rule.Id), rule => [rule, Words.Of(RuleBook.Get(rule).Level)]);
        foreach (var (peer, why) in run.LeftOut)
            text.Append(CultureInfo.InvariantCulture, $"\nLeft out: {peer}, {why}.\n");
        return text.ToString();
    }

    private static void Table(
        StringBuilder text, string[] heads, List<(string, Direction)> sides, IEnumerable<IGrouping<string, CaseResult>> rows, Func<string, IReadOnlyList<string>> cells)
    {
        Row(text, [.. heads, .. sides.Select(side => $"{side.Item1} as {Words.Of(side.Item2)}")]);
        text.Append('|').Append(string.Concat(Enumerable.Repeat("---|", heads.Length + sides.Count))).Append('\n');
        foreach (var row in rows.OrderBy(row => row.Key, StringComparer.Ordinal))
            Row(text, [.. cells(row.Key), .. sides.Select(side => Cell([.. row.Where(result => (result.Peer, result.Side) == side)]))]);
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <summary>The cell of a rule and a side.</summary>
    public static string Cell(IReadOnlyList<CaseResult> results)
    {
        var played = results.Count(result => result.Verdict.Outcome != Outcome.NotOffered);
        var passed = results.Count(result => result.Verdict.Outcome is Outcome.Pass or Outcome.Refused);
        return results.Count == 0 ? "" : played == 0 ? "not offered" : string.Create(CultureInfo.InvariantCulture, $"{(passed == played ? "✓" : results.All(result => result.IsExpected) ? "known" : "✗")} {passed}/{played}");
    }
}
