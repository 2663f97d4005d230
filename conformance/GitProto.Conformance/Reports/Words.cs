using GitProto.Conformance.Cases;
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

    /// <summary>A level.</summary>
    public static string Of(RuleLevel level) => level switch
    {
        RuleLevel.Must => "MUST",
        RuleLevel.MustNot => "MUST NOT",
        RuleLevel.Should => "SHOULD",
        RuleLevel.ShouldNot => "SHOULD NOT",
        _ => "MAY",
    };

    /// <summary>A side.</summary>
    public static string Of(Direction side) => side switch
    {
        Direction.Client => "client",
        Direction.Server => "server",
        _ => "either",
    };
}
