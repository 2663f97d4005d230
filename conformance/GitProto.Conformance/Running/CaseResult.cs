using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Spec;

namespace GitProto.Conformance.Running;

/// <summary>What a case found about one peer.</summary>
/// <param name="Case">The case.</param>
/// <param name="Peer">The peer, such as <c>git</c>.</param>
/// <param name="Side">Which side of it was judged.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Wire">What passed. A <see cref="Suite"/> keeps it where reports show it.</param>
public sealed record CaseResult(Case Case, string Peer, Direction Side, Verdict Verdict, TimeSpan Took, WireLog Wire)
{
    /// <summary>The name of the client that played; the judged one unless it is said.</summary>
    public string Client { get; init; } = Peer;

    /// <summary>The name of the server that played; the judged one unless it is said.</summary>
    public string Server { get; init; } = Peer;

    /// <summary>The options that choose the peer on the command line.</summary>
    public string Selector { get; init; } = $"--peer {Peer}";

    /// <summary>What was expected; null where nothing is written down.</summary>
    public Expectation? Expected { get; init; }

    /// <summary>True if it says what a peer does, and nothing has to be so: what is hostile to others is not theirs to promise here.</summary>
    public bool IsRecord => Case.Row is not null && Verdict.Outcome != Outcome.Error && !PeerNames.IsGiven(Peer) && !PeerNames.IsSelf(Peer);

    /// <summary>True if it is as it has to be, or as it is known to be.</summary>
    public bool IsExpected => Verdict.Outcome switch
    {
        Outcome.Pass or Outcome.Refused => Expected is null or { Outcome: Outcome.Pass },
        Outcome.NotOffered => true,
        _ => IsRecord || Expected?.Outcome == Verdict.Outcome,
    };

    /// <summary>True if reports show what passed.</summary>
    public bool IsShown => Verdict.Outcome is Outcome.Fail or Outcome.Error || !IsExpected;

    /// <summary>True if the run fails for it: what breaks a SHOULD alone does not, unless the run is strict.</summary>
    public bool IsUnexpected(bool strict) => !IsExpected && (strict || Case.Rule.Level is RuleLevel.Must or RuleLevel.MustNot || Verdict.Outcome != Outcome.Fail);
}
