namespace GitProto.Proxying;

/// <summary>How one direction of a conversation came to its end.</summary>
internal enum PumpEnd
{
    /// <summary>The sender has said all.</summary>
    Said,

    /// <summary>A fault cut it.</summary>
    Cut,

    /// <summary>The receiver takes no more.</summary>
    Refused,
}
