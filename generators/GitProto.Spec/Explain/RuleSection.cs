using System.Linq;
using System.Text.RegularExpressions;

namespace GitProto.Spec.Explain;

/// <summary>The rules of a definition; for something inside it, those that speak of it.</summary>
internal static class RuleSection
{
    public static void Write(Page page, Element element)
    {
        if (element.Thing is RuleSpec)
            return;
        var all = element.Owner.Rules;
        var rules = element.Thing is SpecDefinition ? all : [.. all.Where(rule => Speaks(rule, element))];
        if (rules.Count == 0)
            return;
        page.Title("Rules");
        page.Table(rules.Select(rule => (rule.Id, rule.Text)));
        if (rules.Count < all.Count)
            page.Line($"(All {all.Count} rules: explain {element.Owner.Id}.)");
    }

    private static bool Speaks(RuleSpec rule, Element element)
    {
        var name = element.Address.Substring(element.Address.LastIndexOf('.') + 1);
        return Regex.IsMatch(rule.Id + " " + rule.Text, $@"(?<![\w-]){Regex.Escape(name)}s?(?![\w-])", RegexOptions.CultureInvariant);
    }
}
