namespace GitProto.Storage;

/// <summary>The type field of a pack entry's header; 0 and 5 are illegal.</summary>
public enum PackEntryType : byte
{
    /// <summary>No entry.</summary>
    None = 0,

    /// <summary>A whole commit.</summary>
    Commit = 1,

    /// <summary>A whole tree.</summary>
    Tree = 2,

    /// <summary>A whole blob.</summary>
    Blob = 3,

    /// <summary>A whole tag.</summary>
    Tag = 4,

    /// <summary>A delta whose base lies so many bytes before it in the same pack.</summary>
    OfsDelta = 6,

    /// <summary>A delta whose base is named by its id.</summary>
    RefDelta = 7,
}
