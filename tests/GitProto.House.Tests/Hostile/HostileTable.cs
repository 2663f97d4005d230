using System.Text.RegularExpressions;

namespace GitProto.House.Tests.Hostile;

/// <summary>The table of hostile inputs, and what must hold between it and the tests.</summary>
internal sealed partial class HostileTable
{
    private HostileTable(IReadOnlyList<HostileRow> rows) => Rows = rows;

    public IReadOnlyList<HostileRow> Rows { get; }

    public static HostileTable Parse(string text) => new([.. text.Split('\n').Select(line => RowPattern().Match(line)).Where(match => match.Success).Select(match =>
        new HostileRow(match.Groups["id"].Value, match.Groups["title"].Value, Status(match.Groups["status"].Value), match.Groups["note"].Value))]);

    /// <summary>The row that a test is named after, or null.</summary>
    public static string? RowOf(string test) => TestName().Match(test) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Where the table and the tests disagree.</summary>
    public IEnumerable<string> Disagreements(IReadOnlyCollection<string> testedRows)
    {
        foreach (var row in Rows)
        {
            if (row.HasTests && !testedRows.Contains(row.Id))
                yield return $"{row.Id} is {row.Status}, but no test has its name";
            if (!row.HasTests && testedRows.Contains(row.Id))
                yield return $"{row.Id} is {row.Status}, but a test has its name: mark it done, or part with the cases that wait";
            if (row.Status is HostileStatus.Part or HostileStatus.NotOurs && row.Note.Length == 0)
                yield return $"{row.Id} is {row.Status}, and its note does not say {(row.Status == HostileStatus.Part ? "which cases wait" : "why")}";
        }
        foreach (var id in testedRows.Except(Rows.Select(row => row.Id)))
            yield return $"{id} has a test, but no row";
    }

    private static HostileStatus Status(string text) => text switch
    {
        "done" => HostileStatus.Done,
        "part" => HostileStatus.Part,
        "open" => HostileStatus.Open,
        "not ours" => HostileStatus.NotOurs,
        _ => throw new FormatException($"'{text}' is none of done, part, open, not ours"),
    };

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d\d) \| (?<title>[^|]+?) \| (?<status>[^|]*?) \| ?(?<note>[^|]*?) ?\|$", RegexOptions.CultureInvariant)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"^([A-Z]\d\d)_", RegexOptions.CultureInvariant)]
    private static partial Regex TestName();
}
