namespace GitProto.Storage;

/// <summary>What is known of one object of a repository.</summary>
[Flags]
internal enum ObjectMarks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its kind, as a number, once it was read.</summary>
    Type = 7,

    /// <summary>It is there and can be read.</summary>
    Read = 1 << 3,

    /// <summary>Something that is kept leads to it.</summary>
    Reachable = 1 << 4,

    /// <summary>A ref or the like names it.</summary>
    Head = 1 << 5,

    /// <summary>The remote of a partial clone has it.</summary>
    Promised = 1 << 6,

    /// <summary>It has a file of its own, readable or not.</summary>
    Loose = 1 << 7,

    /// <summary>It is in the index of a pack.</summary>
    Packed = 1 << 8,

    /// <summary>Another object names it as a commit. The three that follow are those of the other kinds.</summary>
    NamedCommit = 1 << 9,

    /// <summary>As a tree.</summary>
    NamedTree = 1 << 10,

    /// <summary>As a blob.</summary>
    NamedBlob = 1 << 11,

    /// <summary>As a tag.</summary>
    NamedTag = 1 << 12,

    /// <summary>Another object names it.</summary>
    Named = NamedCommit | NamedTree | NamedBlob | NamedTag,
}
