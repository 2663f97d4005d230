namespace GitProto.Storage;

/// <summary>What the first bytes of something that should be a pack look like.</summary>
public enum PackStart
{
    /// <summary>A pack.</summary>
    Pack,

    /// <summary>The stream ends before the header does.</summary>
    Short,

    /// <summary>Something else than a pack.</summary>
    NoPack,

    /// <summary>A pack of a version that is not known.</summary>
    UnknownVersion,
}
