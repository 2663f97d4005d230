namespace GitProto.Storage;

/// <summary>What is wrong with a tree, gathered over its entries and told once each.</summary>
[Flags]
internal enum TreeFlaws
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An id of zeros.</summary>
    NullId = 1 << 0,

    /// <summary>A slash in a name.</summary>
    FullPath = 1 << 1,

    /// <summary>The name <c>.</c>.</summary>
    Dot = 1 << 2,

    /// <summary>The name <c>..</c>.</summary>
    DotDot = 1 << 3,

    /// <summary>A name that is <c>.git</c> somewhere.</summary>
    DotGit = 1 << 4,

    /// <summary>A mode that begins with a zero.</summary>
    ZeroPadded = 1 << 5,

    /// <summary>A mode git does not write.</summary>
    Mode = 1 << 6,

    /// <summary>Two entries of one name.</summary>
    Duplicate = 1 << 7,

    /// <summary>Wrong order.</summary>
    Unsorted = 1 << 8,

    /// <summary>A very long name.</summary>
    LongName = 1 << 9,

    /// <summary>It cannot be read to its end.</summary>
    Broken = 1 << 10,

    /// <summary>A device or a drive of Windows.</summary>
    Windows = 1 << 11,
}
