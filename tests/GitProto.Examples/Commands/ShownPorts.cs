using System.Text.RegularExpressions;

namespace GitProto.Examples.Commands;

/// <summary>
/// A server in the background takes any free port, and the page shows one. Once it has printed its address, the port of the page stands for the real one in
/// the commands that follow, and the real one is shown as that of the page in what they print.
/// </summary>
internal sealed partial class ShownPorts
{
    private readonly Dictionary<string, string> actual = [];

    /// <summary>Pairs the ports that a page shows with those that were printed, in order.</summary>
    public void Learn(IEnumerable<string> shown, IEnumerable<string> printed)
    {
        foreach (var (port, real) in Ports(shown).Zip(Ports(printed)))
            actual[port] = real;
    }

    /// <summary>Text of the page with the real ports.</summary>
    public string ToActual(string text) => actual.Aggregate(text, (result, pair) => Swap(result, pair.Key, pair.Value));

    /// <summary>Printed text with the ports of the page.</summary>
    public string ToShown(string text) => actual.Aggregate(text, (result, pair) => Swap(result, pair.Value, pair.Key));

    private static string Swap(string text, string from, string to) => text.Replace(":" + from, ":" + to, StringComparison.Ordinal);

    private static IEnumerable<string> Ports(IEnumerable<string> lines) =>
        lines.SelectMany(line => LoopbackPort().Matches(line)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(?:127\.0\.0\.1|localhost):(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex LoopbackPort();
}
