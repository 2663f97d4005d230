namespace GitProto.Conformance.Rules;

/// <summary>Reads <c>uncased.yaml</c>: why rules have no case.</summary>
internal static class Uncased
{
    /// <summary>The file of the suite.</summary>
    public static string Own => Path.Join(AppContext.BaseDirectory, "uncased.yaml");

    /// <summary>Reads a file.</summary>
    /// <returns>The reason of each rule that it names.</returns>
    /// <exception cref="ConformanceException">It is not there or malformed, or names what is no rule, or one twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reason, rules) in YamlFile.Read<Dictionary<string, List<string>>>(path, "rules without cases"))
        {
            foreach (var rule in rules)
            {
                if (!RuleBook.All.ContainsKey(rule))
                    throw new ConformanceException($"{path}: the spec has no rule '{rule}'.");
                if (!reasons.TryAdd(rule, reason))
                    throw new ConformanceException($"{path}: '{rule}' stands there twice.");
            }
        }
        return reasons;
    }
}
