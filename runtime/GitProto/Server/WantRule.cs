namespace GitProto.Server;

/// <summary>Which objects a client may ask for.</summary>
public enum WantRule
{
    /// <summary>Those that the refs it is shown point to.</summary>
    Tips,

    /// <summary>Those that any ref points to, hidden ones too.</summary>
    HiddenTips,

    /// <summary>Those that can be reached from what it is shown. What is no commit must be pointed to by a ref.</summary>
    Reachable,

    /// <summary>Any that are there.</summary>
    Any,
}
