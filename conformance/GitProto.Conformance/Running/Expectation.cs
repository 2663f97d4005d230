using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Running;

/// <summary>What a peer is known to do otherwise than the spec says.</summary>
/// <param name="Pattern">Which cases: their id, with <c>*</c> for any words.</param>
/// <param name="Side">Which side of the peer.</param>
/// <param name="Outcome">What comes of them.</param>
/// <param name="Reason">Why; never empty.</param>
public sealed record Expectation(string Pattern, Direction Side, Outcome Outcome, string Reason)
{
    /// <summary>Over which transport; null for all.</summary>
    public TransportKind? Transport { get; init; }

    /// <summary>True if it is about a case.</summary>
    public bool Covers(Case one, Direction side) => (Side & side) != 0 && CasePattern.Matches(Pattern, one.Id);
}
