namespace GitProto.Client;

/// <summary>How a pack of v0 or v1 comes.</summary>
public enum BandMode
{
    /// <summary>As it is, until the connection ends; errors and progress have no way.</summary>
    None,

    /// <summary>In packets of at most 1,000 bytes.</summary>
    Small,

    /// <summary>In packets of at most 65,520 bytes.</summary>
    Large,
}
