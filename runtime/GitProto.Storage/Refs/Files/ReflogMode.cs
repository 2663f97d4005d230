namespace GitProto.Storage;

/// <summary>Which refs get a log that have none. One that is there is kept up in any case.</summary>
/// <remarks>Source: git-config <c>core.logAllRefUpdates</c>.</remarks>
internal enum ReflogMode
{
    /// <summary>None.</summary>
    None,

    /// <summary>Branches, remote branches, notes and HEAD.</summary>
    Normal,

    /// <summary>All.</summary>
    Always,
}
