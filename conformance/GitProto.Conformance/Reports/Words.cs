using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;
using GitProto.Spec;

namespace GitProto.Conformance.Reports;

/// <summary>How reports call things.</summary>
internal static class Words
{
    /// <summary>An outcome.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.Fail => "fail",
        Outcome.NotOffered => "not offered",
        Outcome.Refused => "refused as allowed",
        _ => "error",
    };

    /// <summary>A result, beside what was expected: <c>expected fail</c>, <c>unexpected pass</c>, <c>recorded fail</c>, or the outcome alone.</summary>
    public static string Of(CaseResult result) => result switch
    {
        { Verdict.Outcome: Outcome.Pass or Outcome.Refused, IsExpected: false } => "unexpected pass",
        { Verdict.Outcome: Outcome.Fail or Outcome.Error, IsExpected: true } => (result.Expected is null ? "recorded " : "expected ") + Of(result.Verdict.Outcome),
        _ => Of(result.Verdict.Outcome),
    };

    /// <summary>A level.</summary>
    public static string Of(RuleLevel level) => level switch
    {
        RuleLevel.Must => "MUST",
        RuleLevel.MustNot => "MUST NOT",
        RuleLevel.Should => "SHOULD",
        RuleLevel.ShouldNot => "SHOULD NOT",
        _ => "MAY",
    };

    /// <summary>A peer: its name, its version, and from where it is taken what is known of it.</summary>
    public static string Of(JudgedPeer peer) =>
        $"{peer.Name}{(peer.Version is { } version ? $", version {version}" : "")}: {(peer.Expected is { } file ? $"what is known of it stands in {file}" : "nothing is known of it")}{(peer.Note is { } note ? $" ({note})" : "")}";

    /// <summary>A side.</summary>
    public static string Of(Direction side) => side switch
    {
        Direction.Client => "client",
        Direction.Server => "server",
        _ => "either",
    };
}
