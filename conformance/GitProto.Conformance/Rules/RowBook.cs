using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Rules;

/// <summary>What <c>hostile.yaml</c> says of the rows of the catalogue of hostile inputs that no case is about.</summary>
/// <param name="Shown">The cases that show a row anyway, as a pattern.</param>
/// <param name="Without">Why a row has none.</param>
public sealed record RowBook(IReadOnlyDictionary<string, string> Shown, IReadOnlyDictionary<string, string> Without)
{
    /// <summary>The file of the suite.</summary>
    public static string Own => Path.Join(AppContext.BaseDirectory, "hostile.yaml");

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConformanceException">It is not there or malformed, or names a row twice.</exception>
    public static RowBook Read(string path)
    {
        var file = YamlFile.Read<Content>(path, "rows without cases");
        var without = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reason, rows) in file.Without)
        {
            foreach (var row in rows)
            {
                if (file.Shown.ContainsKey(row) || !without.TryAdd(row, reason))
                    throw new ConformanceException($"{path}: '{row}' stands there twice.");
            }
        }
        return new RowBook(file.Shown, without);
    }

    /// <summary>What is wrong with it: a row that has cases of its own stands there, or the cases that show one are not there.</summary>
    public IEnumerable<string> Problems(IReadOnlyCollection<Case> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var own = cases.Select(one => one.Row).OfType<string>().ToHashSet();
        foreach (var row in Shown.Keys.Concat(Without.Keys).Where(own.Contains))
            yield return $"{row} has a case, and stands in hostile.yaml besides";
        foreach (var (row, pattern) in Shown.Where(one => !cases.Any(other => CasePattern.Matches(one.Value, other.Id))))
            yield return $"{row} is shown by '{pattern}', and no case is that";
    }

    private sealed class Content
    {
        public Dictionary<string, string> Shown { get; set; } = [];

        public Dictionary<string, List<string>> Without { get; set; } = [];
    }
}
