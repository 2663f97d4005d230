using GitProto.Conformance.Cases;
using GitProto.Conformance.Rules;

namespace GitProto.Conformance.Running;

/// <summary>A run of the suite, as it is reported.</summary>
/// <param name="Results">What was found.</param>
/// <param name="Rules">How many cases show each rule.</param>
public sealed record SuiteRun(IReadOnlyList<CaseResult> Results, IReadOnlyList<Coverage> Rules)
{
    /// <summary>The peers that were judged.</summary>
    public IReadOnlyList<JudgedPeer> Peers { get; init; } = [];

    /// <summary>The peers that were left out, and why.</summary>
    public IReadOnlyDictionary<string, string> LeftOut { get; init; } = new Dictionary<string, string>();

    /// <summary>What servers said that were there when a case failed, by the judged peer and side.</summary>
    public IReadOnlyDictionary<(string Peer, Direction Side), string> Logs { get; init; } = new Dictionary<(string, Direction), string>();

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>True if what breaks a SHOULD fails too.</summary>
    public bool IsStrict { get; init; }

    /// <summary>How many cases were asked for, in how long, of how many peers.</summary>
    public string Summary => FormattableString.Invariant(
        $"Cases: {Results.Select(result => result.Case.Id).Distinct().Count()}; peers: {Peers.Count}; results: {Results.Count}; time: {(int)Took.TotalMinutes} min {Took.Seconds} s");
}
