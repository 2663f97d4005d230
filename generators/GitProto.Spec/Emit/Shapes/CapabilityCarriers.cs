using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Which messages carry capability words: at the end of a line, or one a line.</summary>
internal static class CapabilityCarriers
{
    public static bool CarriesCapabilities(this MessageSpec message) => message.HasCapabilities || message.Lines.Any(LineTypes.IsCapability);
}
