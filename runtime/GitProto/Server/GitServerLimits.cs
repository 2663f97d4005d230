namespace GitProto.Server;

/// <summary>How much one client may ask of the server.</summary>
public sealed record GitServerLimits
{
    /// <summary>The defaults.</summary>
    public static GitServerLimits Default { get; } = new();

    /// <summary>
    /// Prefixes in one listing of refs. With more, all of them are ignored and every ref is listed, as git does. Default 65,536.
    /// </summary>
    public int MaxRefPrefixes { get; init; } = 65_536;

    /// <summary>Objects wanted in one fetch. Default 1,000,000.</summary>
    public int MaxWants { get; init; } = 1_000_000;

    /// <summary>
    /// Common objects that are kept in mind. Further ones are treated like unknown ones: they are not acknowledged and the pack may be
    /// larger than needed, but nothing grows. Default 262,144. Unknown objects are never kept.
    /// </summary>
    public int MaxCommonHaves { get; init; } = 262_144;

    /// <summary>Boundary commits that a client may name. Default 1,000,000.</summary>
    public int MaxShallows { get; init; } = 1_000_000;

    /// <summary>Refs that a client may exclude from its history. Default 1,024.</summary>
    public int MaxDeepenNots { get; init; } = 1024;
}
