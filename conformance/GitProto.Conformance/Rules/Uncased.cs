using System.Globalization;
using YamlDotNet.Serialization;

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
        try
        {
            foreach (var (reason, rules) in new Deserializer().Deserialize<Dictionary<string, List<string>>>(File.ReadAllText(path)) ?? [])
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
        catch (IOException e)
        {
            throw new ConformanceException($"The file of rules without cases cannot be read: {e.Message}", e);
        }
        catch (YamlDotNet.Core.YamlException e)
        {
            throw new ConformanceException(string.Create(CultureInfo.InvariantCulture, $"{path}({e.Start.Line},{e.Start.Column}): {e.Message}"), e);
        }
    }
}
