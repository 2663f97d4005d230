using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>Rules by peers, as a table in Markdown; before it clients by servers, where more than this library played with them.</summary>
internal static class MatrixReport
{
    public static string Of(IReadOnlyList<CaseResult> results, IReadOnlyDictionary<string, string> leftOut)
    {
        var sides = PairTable.Judged(results);
        var text = new StringBuilder("# Conformance\n\n");
        if (PairTable.Of(results) is { } pairs)
            text.Append(PairsReport.Of(pairs)).Append('\n');
        text.Append("## Rules and peers\n\nEach number is how many cases of the rule passed, of those that the peer could play.\n\n| rule | level |");
        foreach (var (peer, side) in sides)
            text.Append(CultureInfo.InvariantCulture, $" {peer} as {Words.Of(side)} |");
        text.Append("\n|---|---|").Append(string.Concat(Enumerable.Repeat("---|", sides.Count))).Append('\n');
        foreach (var rule in results.GroupBy(result => result.Case.Rule).OrderBy(rule => rule.Key.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {rule.Key.Id} | {Words.Of(rule.Key.Level)} |");
            foreach (var side in sides)
                text.Append(CultureInfo.InvariantCulture, $" {Cell([.. rule.Where(result => (result.Peer, result.Side) == side)])} |");
            text.Append('\n');
        }
        foreach (var (peer, why) in leftOut)
            text.Append(CultureInfo.InvariantCulture, $"\nLeft out: {peer}, {why}.\n");
        return text.ToString();
    }

    /// <summary>The cell of a rule and a side.</summary>
    public static string Cell(IReadOnlyList<CaseResult> results)
    {
        var played = results.Count(result => result.Verdict.Outcome != Outcome.NotOffered);
        var passed = results.Count(result => result.Verdict.Outcome is Outcome.Pass or Outcome.Refused);
        return results.Count == 0 ? "" : played == 0 ? "not offered" : string.Create(CultureInfo.InvariantCulture, $"{(passed == played ? "✓" : results.All(result => result.IsExpected) ? "known" : "✗")} {passed}/{played}");
    }
}
