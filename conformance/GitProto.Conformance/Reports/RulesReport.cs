using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>Every rule of the spec with its cases and the peers that passed them, as a table in Markdown.</summary>
internal static class RulesReport
{
    public static string Of(IReadOnlyList<Coverage> rules, IReadOnlyList<CaseResult> results)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # Rules

            {rules.Count(one => one.Cases > 0)} of {rules.Count} rules have cases. Peers are named that passed all of them that they could play.

            | rule | level | cases | passed by | without a case, because |
            |---|---|---|---|---|

            """));
        foreach (var one in rules)
            text.Append(CultureInfo.InvariantCulture, $"| {one.Rule.Id} | {Words.Of(one.Rule.Level)} | {one.Cases} | {Passed(one, results)} | {one.Reason} |\n");
        return text.ToString();
    }

    private static string Passed(Coverage one, IReadOnlyList<CaseResult> results) => string.Join(", ", results
        .Where(result => result.Verdict.Outcome != Outcome.NotOffered && Coverage.Shows(result.Case, one.Rule))
        .GroupBy(result => (result.Peer, result.Side))
        .Where(side => side.All(result => result.Verdict.Outcome is Outcome.Pass or Outcome.Refused))
        .Select(side => $"{side.Key.Peer} as {Words.Of(side.Key.Side)}"));
}
