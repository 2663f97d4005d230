using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The conditions under which capabilities allow something.</summary>
internal static class Gates
{
    /// <summary>Any of them suffices.</summary>
    public static string Condition(IEnumerable<CapabilitySpec> gates) =>
        string.Join(" || ", gates.Select(gate => $"context.Agreed((int){Names.CapabilityId(gate)})"));
}
