namespace GitProto.Storage;

/// <summary>What a have tells the server.</summary>
public enum HaveAnswer
{
    /// <summary>The server does not have that object.</summary>
    Unknown,

    /// <summary>Both have it, and that was not known before.</summary>
    Common,

    /// <summary>Both have it, as was clear from an earlier have.</summary>
    AlreadyKnown,
}
