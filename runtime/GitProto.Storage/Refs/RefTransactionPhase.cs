namespace GitProto.Storage;

/// <summary>How far a transaction of refs has come.</summary>
/// <remarks>Source: githooks, "reference-transaction".</remarks>
public enum RefTransactionPhase
{
    /// <summary>All refs are locked and checked; nothing has changed.</summary>
    Prepared,

    /// <summary>All refs are changed.</summary>
    Committed,

    /// <summary>No ref is changed, and the locks are let go.</summary>
    Aborted,
}
