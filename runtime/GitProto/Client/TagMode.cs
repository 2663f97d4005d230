namespace GitProto.Client;

/// <summary>Which tags are fetched besides what the refspecs name.</summary>
public enum TagMode
{
    /// <summary>Those of objects that are here after the fetch.</summary>
    Follow,

    /// <summary>None.</summary>
    None,

    /// <summary>All.</summary>
    All,
}
