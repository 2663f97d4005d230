namespace GitProto.Storage;

/// <summary>How far a transaction of refs has come.</summary>
/// <remarks>Source: githooks, "reference-transaction".</remarks>
public enum RefTransactionPhase
{
    /// <summary>All refs are locked and checked; nothing has changed.</summary>
    Prepared,

    /// <summary>All refs are changed.</summary>
    Committed,

    /// <summary>It was refused, or failed, and the locks are let go. No ref is changed, unless the disk failed while they were.</summary>
    Aborted,
}
