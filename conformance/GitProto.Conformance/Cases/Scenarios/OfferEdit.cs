using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What is changed in the offer of a server: so it looks older to a client, and the client to it.</summary>
/// <param name="Without">The capabilities that are taken out.</param>
/// <param name="With">Those that are added.</param>
public sealed record OfferEdit(IReadOnlyList<CapabilityId> Without, IReadOnlyList<CapabilityId> With)
{
    /// <summary>What is added to an offer of v2, each as its line says it.</summary>
    public IReadOnlyList<string> LinesOfV2 { get; init; } = [];
}
