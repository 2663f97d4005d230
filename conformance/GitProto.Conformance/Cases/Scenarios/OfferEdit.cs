using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What is changed in the offer of a server: so it looks older to a client, and the client to it.</summary>
/// <param name="Without">The capabilities that are taken out.</param>
/// <param name="With">Those that are added.</param>
public sealed record OfferEdit(IReadOnlyList<CapabilityId> Without, IReadOnlyList<CapabilityId> With);
