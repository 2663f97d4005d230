using GitProto.Conformance.Cases;

namespace GitProto.Conformance.Rules;

/// <summary>How many cases show a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Cases">How many there are.</param>
public sealed record Coverage(Rule Rule, int Cases)
{
    /// <summary>Counts for every rule of the spec, in the order of their ids.</summary>
    public static IReadOnlyList<Coverage> Of(IReadOnlyList<Case> cases) =>
        [.. RuleBook.All.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => new Coverage(rule, cases.Count(one => one.Rule == rule || one.Also.Contains(rule.Id))))];
}
