namespace GitProto.Server;

/// <summary>What happens to an update that a rule speaks against.</summary>
public enum DenyAction
{
    /// <summary>It is refused.</summary>
    Refuse,

    /// <summary>It is made, and the client is warned.</summary>
    Warn,

    /// <summary>It is made.</summary>
    Ignore,

    /// <summary>It is made and the work tree follows (<c>updateInstead</c>). Not supported: the update is refused, and the client told why.</summary>
    UpdateInstead,
}
