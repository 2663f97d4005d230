using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases;
using YamlDotNet.Serialization;

namespace GitProto.Conformance.Running;

/// <summary>What is known of one peer: a file of <c>conformance/expected/</c>.</summary>
public sealed class Expectations
{
    private readonly List<Expectation> all;
    private readonly HashSet<Expectation> seen = [];

    private Expectations(string path, List<Expectation> all) => (Path, this.all) = (path, all);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Those that no case has met.</summary>
    public IReadOnlyList<Expectation> Unseen => [.. all.Where(one => !seen.Contains(one))];

    /// <summary>Reads a file; without one nothing is known.</summary>
    /// <exception cref="ConformanceException">It is malformed, or gives no reason.</exception>
    public static Expectations Read(string path)
    {
        if (!File.Exists(path))
            return new Expectations(path, []);
        try
        {
            if (File.ReadAllText(path).Trim().Length == 0)
                return new Expectations(path, []);
            var sides = new Deserializer().Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, string>>>>(File.ReadAllText(path)) ?? [];
            return new Expectations(path, [.. sides.SelectMany(side => side.Value.SelectMany(outcome => outcome.Value.Select(one => Of(path, side.Key, outcome.Key, one.Key, one.Value))))]);
        }
        catch (YamlDotNet.Core.YamlException e)
        {
            throw new ConformanceException(string.Create(CultureInfo.InvariantCulture, $"{path}({e.Start.Line},{e.Start.Column}): {e.Message}"), e);
        }
    }

    /// <summary>What is expected of a case; null if nothing is written down.</summary>
    public Expectation? Of(Case one, Direction side)
    {
        var found = all.FirstOrDefault(expectation => expectation.Covers(one, side));
        if (found is not null)
            seen.Add(found);
        return found;
    }

    /// <summary>Writes what was found, each with its reason.</summary>
    public static void Write(string path, IEnumerable<CaseResult> results)
    {
        var text = new StringBuilder("# Side, outcome, case: why. Written by --update-expected; reasons may be put better, patterns may stand for several.\n");
        foreach (var side in results.Where(one => one.Verdict.Outcome is Outcome.Fail or Outcome.Error).GroupBy(one => one.Side).OrderBy(side => side.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"{side.Key.ToString().ToLowerInvariant()}:\n");
            foreach (var outcome in side.GroupBy(one => one.Verdict.Outcome))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {outcome.Key.ToString().ToLowerInvariant()}:\n");
                foreach (var one in outcome)
                    text.Append(CultureInfo.InvariantCulture, $"    {one.Case.Id}: {Quoted(one.Expected?.Reason ?? one.Verdict.Reason)}\n");
            }
        }
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ToString());
    }

    private static string Quoted(string text) => $"'{text.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";

    private static Expectation Of(string path, string side, string outcome, string pattern, string reason) =>
        Enum.TryParse<Direction>(side, ignoreCase: true, out var direction) && Enum.TryParse<Outcome>(outcome, ignoreCase: true, out var parsed) && !string.IsNullOrWhiteSpace(reason)
            ? new Expectation(pattern, direction, parsed, reason)
            : throw new ConformanceException($"{path}: '{side}/{outcome}/{pattern}' is no expectation: a side (client, server), an outcome (fail, error), a case and a reason are expected.");
}
