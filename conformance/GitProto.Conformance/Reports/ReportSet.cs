using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Reports;

/// <summary>All reports of a run, and the wire of each failure.</summary>
public static class ReportSet
{
    /// <summary>Writes them into a directory.</summary>
    /// <param name="directory">Where; it is made.</param>
    /// <param name="run">What was found.</param>
    public static async Task WriteAsync(string directory, SuiteRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Directory.CreateDirectory(directory);
        var wires = new Dictionary<CaseResult, string>();
        foreach (var result in run.Results.Where(result => result.IsShown))
        {
            var place = Path.Join(Place(directory, result.Peer, result.Side), result.Case.Id.Replace('/', '.'));
            Directory.CreateDirectory(place);
            wires[result] = await WireText.OfAsync(result.Wire, place);
            await File.WriteAllTextAsync(Path.Join(place, "wire.pkt"), wires[result]);
        }
        foreach (var ((peer, side), log) in run.Logs)
        {
            var place = Place(directory, peer, side);
            Directory.CreateDirectory(place);
            await File.WriteAllTextAsync(Path.Join(place, "server.log"), log);
        }
        await File.WriteAllTextAsync(Path.Join(directory, "report.json"), JsonReport.Of(run));
        await File.WriteAllTextAsync(Path.Join(directory, "junit.xml"), JUnitReport.Of(run, wires));
        await File.WriteAllTextAsync(Path.Join(directory, "matrix.md"), MatrixReport.Of(run));
        await File.WriteAllTextAsync(Path.Join(directory, "rules.md"), RulesReport.Of(run.Rules, run.Results));
        await File.WriteAllTextAsync(Path.Join(directory, "report.html"), HtmlReport.Of(run, wires));
    }

    private static string Place(string directory, string peer, Direction side) => Path.Join(directory, "wire", $"{peer}-{Words.Of(side)}".Replace(' ', '-'));
}
