namespace GitProto.Spec.Emit;

/// <summary>Facts as C# conditions.</summary>
internal static class Conditions
{
    public static string Fact(Fact fact, string context) => fact.Kind switch
    {
        FactKind.Capability => $"{context}.Agreed((int){Names.CapabilityId(fact.Capability!)})",
        FactKind.Element => $"{context}.Fact({FactTable.Current.Index(fact.Element!)})",
        _ => $"{context}.Stateless",
    };
}
