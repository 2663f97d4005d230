namespace GitProto.AspNetCore;

/// <summary>Who may push over HTTP, before any policy is asked.</summary>
public enum GitPushAccess
{
    /// <summary>Nobody.</summary>
    Off,

    /// <summary>Whoever proved who they are.</summary>
    Users,

    /// <summary>Everybody who can connect.</summary>
    Everybody,
}
