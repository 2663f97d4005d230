namespace GitProto.Protocol;

/// <summary>A side of a conversation.</summary>
public enum Role
{
    /// <summary>The side that connects.</summary>
    Client,

    /// <summary>The side that answers.</summary>
    Server,

    /// <summary>A hook that the server talks to.</summary>
    Hook,
}
