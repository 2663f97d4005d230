using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Running;

/// <summary>What is known of one peer: a file of <c>conformance/expected/</c>.</summary>
public sealed class Expectations
{
    private const string Over = " over ";
    private readonly List<Expectation> all;
    private readonly TransportKind transport;
    private readonly HashSet<Expectation> asked = [];
    private readonly HashSet<Expectation> met = [];

    private Expectations(string path, TransportKind transport, IEnumerable<Expectation> known) =>
        (Path, this.transport, all) = (path, transport, [.. known.Where(one => one.Transport is null || one.Transport == transport).OrderByDescending(one => one.Transport is not null)]);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Those that no case has met. What is known over every transport has to be met over git:// alone: over others some packets never come.</summary>
    /// <param name="whole">True if every case was run; else those alone are meant about which there were cases.</param>
    public IReadOnlyList<Expectation> Unmet(bool whole) => [.. all.Where(one => !met.Contains(one) && (whole || asked.Contains(one)) && (one.Transport ?? TransportKind.Git) == transport)];

    /// <summary>Reads what a file says of a transport; without a file nothing is known.</summary>
    /// <exception cref="ConformanceException">It is malformed, or gives no reason.</exception>
    public static Expectations Read(string path, TransportKind transport = TransportKind.Git)
    {
        if (!File.Exists(path))
            return new Expectations(path, transport, []);
        var sides = YamlFile.Read<Dictionary<string, Dictionary<string, Dictionary<string, string>>>>(path, "what is expected");
        return new Expectations(path, transport, [.. sides.SelectMany(side => side.Value.SelectMany(outcome => outcome.Value.Select(one => Of(path, side.Key, outcome.Key, one.Key, one.Value))))]);
    }

    /// <summary>What is expected of a case; null if nothing is written down.</summary>
    /// <param name="one">The case.</param>
    /// <param name="side">The judged side.</param>
    /// <param name="outcome">What was found: what is expected is met by that alone.</param>
    public Expectation? Of(Case one, Direction side, Outcome outcome)
    {
        var found = all.FirstOrDefault(expectation => expectation.Covers(one, side));
        if (found is not null)
            asked.Add(found);
        if (found?.Outcome == outcome)
            met.Add(found);
        return found;
    }

    /// <summary>Writes what was found, each with its reason.</summary>
    public static void Write(string path, IEnumerable<CaseResult> results, TransportKind transport = TransportKind.Git)
    {
        var text = new StringBuilder("# Side, outcome, case: why. Written by --update-expected; reasons may be put better, patterns may stand for several.\n");
        foreach (var side in results.Where(one => one.Verdict.Outcome is Outcome.Fail or Outcome.Error).GroupBy(one => one.Side).OrderBy(side => side.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"{side.Key.ToString().ToLowerInvariant()}{(transport == TransportKind.Git ? "" : $"{Over}{transport.ToString().ToLowerInvariant()}")}:\n");
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

    private static Expectation Of(string path, string side, string outcome, string pattern, string reason)
    {
        var (name, over) = side.Split(Over, 2) is [var before, var behind] ? (before, behind) : (side, null);
        TransportKind? transport = Enum.TryParse<TransportKind>(over, ignoreCase: true, out var named) ? named : null;
        return Enum.TryParse<Direction>(name, ignoreCase: true, out var direction) && (over is null || transport is not null) && Enum.TryParse<Outcome>(outcome, ignoreCase: true, out var parsed) && !string.IsNullOrWhiteSpace(reason)
            ? new Expectation(pattern, direction, parsed, reason) { Transport = transport }
            : throw new ConformanceException($"{path}: '{side}/{outcome}/{pattern}' is no expectation: a side (client, server, client over http...), an outcome (fail, error), a case and a reason are expected.");
    }
}
