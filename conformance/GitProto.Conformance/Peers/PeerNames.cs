namespace GitProto.Conformance.Peers;

/// <summary>The peers that are always known.</summary>
internal static class PeerNames
{
    /// <summary>This library.</summary>
    public const string Self = "self";

    /// <summary>The installed git.</summary>
    public const string LocalGit = "git";
}
