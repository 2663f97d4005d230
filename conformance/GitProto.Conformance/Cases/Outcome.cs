namespace GitProto.Conformance.Cases;

/// <summary>What a case found.</summary>
public enum Outcome
{
    /// <summary>The rule holds.</summary>
    Pass,

    /// <summary>The rule is broken.</summary>
    Fail,

    /// <summary>The peer does not offer what the case is about.</summary>
    NotOffered,

    /// <summary>The peer refuses what it may refuse.</summary>
    Refused,

    /// <summary>The suite itself failed: nothing is said of the peer.</summary>
    Error,
}
