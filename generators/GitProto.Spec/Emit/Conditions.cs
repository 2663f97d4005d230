using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Facts as C# conditions.</summary>
internal static class Conditions
{
    /// <summary>What must have gone before for an arrow to be allowed; empty where it always is.</summary>
    public static string Of(ArrowSpec arrow, string context)
    {
        var facts = string.Join(" && ", arrow.Conditions.Select(fact => Fact(fact, context)));
        return arrow.IsUnless ? $"!({facts})" : facts;
    }

    /// <summary>What must have gone before for any of some arrows to be allowed; empty where one always is.</summary>
    public static string OfAny(IEnumerable<ArrowSpec> arrows, string context)
    {
        var each = arrows.Select(arrow => Of(arrow, context)).Distinct().ToList();
        return each.Contains("") ? "" : each.Count == 1 ? each[0] : $"({string.Join(" || ", each)})";
    }

    public static string Fact(Fact fact, string context) => fact.Kind switch
    {
        FactKind.Capability => $"{context}.Agreed((int){Names.CapabilityId(fact.Capability!)})",
        FactKind.Element => $"{context}.Fact({FactTable.Current.Index(fact.Element!)})",
        _ => $"{context}.Stateless",
    };
}
