namespace GitProto.Spec;

/// <summary>Whether lines are written with LF. Readers always take both.</summary>
public enum NewlineMode
{
    /// <summary>LF is written.</summary>
    Written,

    /// <summary>No LF is written.</summary>
    None,

    /// <summary>No LF is written, but for one part, inside which it is content.</summary>
    NoneKeptInPart,
}
