using System.Globalization;
using System.Xml.Linq;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>The report for continuous integration: a suite for each side of each peer; known failures are skipped tests, and so is what breaks a SHOULD alone where the run is not strict.</summary>
internal static class JUnitReport
{
    public static string Of(SuiteRun run, IReadOnlyDictionary<CaseResult, string> wires) => new XDocument(new XElement(
        "testsuites",
        run.Results.GroupBy(result => (result.Peer, result.Side)).Select(group => new XElement(
            "testsuite",
            new XAttribute("name", $"{group.Key.Peer} as {Words.Of(group.Key.Side)}"),
            new XAttribute("tests", group.Count()),
            new XAttribute("failures", group.Count(result => result.IsUnexpected(run.IsStrict) && result.Verdict.Outcome != Outcome.Error)),
            new XAttribute("errors", group.Count(result => result.IsUnexpected(run.IsStrict) && result.Verdict.Outcome == Outcome.Error)),
            new XAttribute("skipped", group.Count(result => IsSkipped(result, run.IsStrict))),
            group.Select(result => Test(result, run.IsStrict, wires)))))).ToString();

    private static XElement Test(CaseResult result, bool strict, IReadOnlyDictionary<CaseResult, string> wires) => new(
        "testcase",
        new XAttribute("classname", $"{result.Peer}.{Words.Of(result.Side)}"),
        new XAttribute("name", result.Case.Id),
        new XAttribute("time", result.Took.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
        new XElement("properties", Property("rule", result.Case.Rule.Id), Property("level", Words.Of(result.Case.Rule.Level)), Property("source", result.Case.Rule.Source)),
        IsSkipped(result, strict) ? new XElement("skipped", new XAttribute("message", $"{Words.Of(result)}: {result.Expected?.Reason ?? result.Verdict.Reason}"))
            : !result.IsUnexpected(strict) ? null
            : new XElement(result.Verdict.Outcome == Outcome.Error ? "error" : "failure", new XAttribute("message", result.Verdict.Outcome is Outcome.Pass or Outcome.Refused ? $"{Words.Of(result)}: {result.Expected!.Reason}" : result.Verdict.Reason)),
        wires.TryGetValue(result, out var wire) ? new XElement("system-out", wire) : null);

    private static bool IsSkipped(CaseResult result, bool strict) => !result.IsUnexpected(strict) && result.Verdict.Outcome is not (Outcome.Pass or Outcome.Refused);

    private static XElement Property(string name, string value) => new("property", new XAttribute("name", name), new XAttribute("value", value));
}
