using GitProto.Conformance.Cases;
using GitProto.Spec;

namespace GitProto.Conformance.Rules;

/// <summary>How many cases show a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Cases">How many there are.</param>
/// <param name="Reason">Why there is none; null if nobody says.</param>
public sealed record Coverage(Rule Rule, int Cases, string? Reason)
{
    /// <summary>What is wrong with it; null if nothing is: a MUST has either cases or a reason to have none, and no rule has both.</summary>
    public string? Problem =>
        Cases > 0 && Reason is not null ? $"{Rule.Id} has a case, and a reason to have none besides"
        : Cases == 0 && Reason is null && Rule.Level is RuleLevel.Must or RuleLevel.MustNot ? $"{Rule.Id} has neither a case nor a reason to have none"
        : null;

    /// <summary>Counts for every rule of the spec, in the order of their ids.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="reasons">Why rules have none, by their ids.</param>
    public static IReadOnlyList<Coverage> Of(IReadOnlyList<Case> cases, IReadOnlyDictionary<string, string> reasons) =>
        [.. RuleBook.All.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => new Coverage(rule, cases.Count(one => Shows(one, rule)), reasons.GetValueOrDefault(rule.Id)))];

    /// <summary>True if a case shows a rule.</summary>
    public static bool Shows(Case one, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Rule == rule || one.Also.Contains(rule.Id);
    }
}
