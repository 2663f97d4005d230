namespace GitProto.Tracing;

/// <summary>How a watched conversation came to its end.</summary>
public enum ConversationEnd
{
    /// <summary>Where its flow ends; all that came was legal.</summary>
    Complete,

    /// <summary>One side gave up in its own words, which is legal everywhere.</summary>
    Refused,

    /// <summary>One side stopped where the other waited for more.</summary>
    Cut,

    /// <summary>One side sent what may not come there.</summary>
    Violation,
}
