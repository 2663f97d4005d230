namespace GitProto.Storage;

/// <summary>Why a ref update was not made.</summary>
public enum RefRefusal
{
    /// <summary>It was made.</summary>
    None,

    /// <summary>The ref is not what the update expected.</summary>
    Stale,

    /// <summary>A ref of that name would need a directory where another ref is, or the reverse.</summary>
    NameConflict,

    /// <summary>Another writer holds the ref.</summary>
    Locked,

    /// <summary>The ref is broken, or symbolic in a way that cannot be followed.</summary>
    Broken,

    /// <summary>The same ref is named twice, directly or through a symbolic ref.</summary>
    Duplicate,

    /// <summary>Another ref differs in case alone, and the file system takes the two for one.</summary>
    CaseConflict,

    /// <summary>The update itself was fine, but another of the same atomic set was refused.</summary>
    Aborted,

    /// <summary>Who watches the transaction refused it.</summary>
    Declined,
}
