namespace GitProto.Client;

/// <summary>What was done with a ref.</summary>
public enum FetchedRefStatus
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It moved on along its history.</summary>
    FastForward,

    /// <summary>It moved to where its history does not lead.</summary>
    Forced,

    /// <summary>It is where it was.</summary>
    UpToDate,

    /// <summary>It is gone.</summary>
    Pruned,

    /// <summary>It was not changed; the reason says why.</summary>
    Refused,

    /// <summary>It was fine, but another ref of the same atomic fetch was refused, so it was not changed.</summary>
    Aborted,
}
