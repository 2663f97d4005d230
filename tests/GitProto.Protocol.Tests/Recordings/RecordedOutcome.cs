namespace GitProto.Protocol.Tests.Recordings;

/// <summary>How a recorded session ends.</summary>
public enum RecordedOutcome
{
    /// <summary>Where the flow ends.</summary>
    Ok,

    /// <summary>By an ERR packet or by band 3.</summary>
    Error,

    /// <summary>One side closes where it may not.</summary>
    Cut,

    /// <summary>One side sends what it may not send there.</summary>
    Violation,
}
