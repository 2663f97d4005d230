namespace GitProto.Spec;

/// <summary>What a sender does where a capability is not there.</summary>
public enum Absence
{
    /// <summary>The spec does not say.</summary>
    Unstated,

    /// <summary>Refuses before a byte is sent.</summary>
    Refuse,

    /// <summary>Leaves out what would need it, and reports so.</summary>
    Omit,
}
