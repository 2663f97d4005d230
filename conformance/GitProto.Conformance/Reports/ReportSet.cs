using GitProto.Conformance.Cases;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>All reports of a run, and the wire of each failure.</summary>
public static class ReportSet
{
    /// <summary>Writes them into a directory.</summary>
    /// <param name="directory">Where; it is made.</param>
    /// <param name="results">What was found.</param>
    /// <param name="leftOut">The peers that were left out, and why.</param>
    /// <param name="rules">How many cases show each rule.</param>
    public static async Task WriteAsync(string directory, IReadOnlyList<CaseResult> results, IReadOnlyDictionary<string, string> leftOut, IReadOnlyList<Coverage> rules)
    {
        ArgumentNullException.ThrowIfNull(results);
        Directory.CreateDirectory(directory);
        var wires = new Dictionary<CaseResult, string>();
        foreach (var result in results.Where(result => result.Verdict.Outcome is Outcome.Fail or Outcome.Error))
        {
            var text = await WireText.OfAsync(result.Wire);
            var place = Path.Join(directory, "wire", $"{result.Peer}-{result.Side.ToString().ToLowerInvariant()}", result.Case.Id.Replace('/', '.'));
            Directory.CreateDirectory(place);
            await File.WriteAllTextAsync(Path.Join(place, "wire.pkt"), text);
            wires[result] = text;
        }
        await File.WriteAllTextAsync(Path.Join(directory, "report.json"), JsonReport.Of(results, leftOut));
        await File.WriteAllTextAsync(Path.Join(directory, "junit.xml"), JUnitReport.Of(results, wires));
        await File.WriteAllTextAsync(Path.Join(directory, "matrix.md"), MatrixReport.Of(results, leftOut));
        await File.WriteAllTextAsync(Path.Join(directory, "rules.md"), RulesReport.Of(rules, results));
        await File.WriteAllTextAsync(Path.Join(directory, "report.html"), HtmlReport.Of(results, leftOut, wires));
    }
}
