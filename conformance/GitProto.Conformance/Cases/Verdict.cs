namespace GitProto.Conformance.Cases;

/// <summary>What a case found, and why.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Reason">Why, in a sentence fit for display; empty for a pass.</param>
public sealed record Verdict(Outcome Outcome, string Reason = "")
{
    /// <summary>The rule holds.</summary>
    public static Verdict Pass { get; } = new(Outcome.Pass);

    /// <summary>The rule is broken.</summary>
    public static Verdict Fail(string reason) => new(Outcome.Fail, reason);

    /// <summary>The peer does not offer it.</summary>
    public static Verdict NotOffered(string reason) => new(Outcome.NotOffered, reason);
}
