namespace GitProto.Client;

/// <summary>What became of one ref of a push.</summary>
public enum PushedRefStatus
{
    /// <summary>The server has it already.</summary>
    UpToDate,

    /// <summary>It was made.</summary>
    Created,

    /// <summary>It went forward.</summary>
    FastForward,

    /// <summary>It went to where its history does not lead.</summary>
    Forced,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>Not sent: the server has history that would be lost.</summary>
    NonFastForward,

    /// <summary>Not sent: the server has an object that is not here, so nobody can tell what would be lost.</summary>
    FetchFirst,

    /// <summary>Not sent: a tag of that name exists.</summary>
    AlreadyExists,

    /// <summary>Not sent: one of the two objects is no commit, so it takes force.</summary>
    NeedsForce,

    /// <summary>Not sent: the server no longer has what the lease expects.</summary>
    Stale,

    /// <summary>Not sent: the server does not take deletes.</summary>
    NoDelete,

    /// <summary>Not made: another ref of the same atomic push was refused.</summary>
    Aborted,

    /// <summary>The server refused it; see <see cref="PushedRef.Reason"/>.</summary>
    RemoteRejected,

    /// <summary>The server did not say what became of it, which counts as failed.</summary>
    NotReported,
}
