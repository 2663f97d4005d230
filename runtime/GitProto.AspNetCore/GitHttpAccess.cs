namespace GitProto.AspNetCore;

/// <summary>Who may have a service over HTTP, before any policy is asked.</summary>
public enum GitHttpAccess
{
    /// <summary>Nobody.</summary>
    Off,

    /// <summary>Whoever proved who they are.</summary>
    Users,

    /// <summary>Everybody who can connect.</summary>
    Everybody,
}
