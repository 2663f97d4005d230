using GitProto.Protocol;

namespace GitProto.Conformance.Wire;

/// <summary>What capabilities are called.</summary>
internal static class CapabilityNames
{
    /// <summary>The name of a capability in the spec, which is its word.</summary>
    public static string Name(this CapabilityId capability) => ProtocolSpec.Instance.ElementName(Elements.Of(capability));
}
