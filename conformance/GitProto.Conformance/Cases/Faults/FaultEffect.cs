namespace GitProto.Conformance.Cases.Faults;

/// <summary>What a fault makes of a conversation.</summary>
public enum FaultEffect
{
    /// <summary>None: it is legal unless the grammar of that place says otherwise, and has to be taken.</summary>
    None,

    /// <summary>Who sends it breaks a rule, and who gets it has to take it all the same.</summary>
    Tolerated,

    /// <summary>It is illegal everywhere, and has to be refused.</summary>
    Wrong,

    /// <summary>The stream ends: a cut, unless the flow lets that side leave there.</summary>
    Cut,

    /// <summary>Another thing is said. What the flow does not allow has to be refused; what it allows must only come to an end.</summary>
    AnotherMeaning,

    /// <summary>More is said than there is to say, perhaps when the other has its answer ready and reads no more, or more than anyone has to bear: it must only come to an end.</summary>
    Surplus,
}
