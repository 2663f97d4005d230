namespace GitProto.Spec;

/// <summary>How strictly a rule binds.</summary>
public enum RuleLevel
{
    /// <summary>MUST.</summary>
    Must,

    /// <summary>MUST NOT.</summary>
    MustNot,

    /// <summary>SHOULD.</summary>
    Should,

    /// <summary>SHOULD NOT.</summary>
    ShouldNot,

    /// <summary>MAY.</summary>
    May,
}
