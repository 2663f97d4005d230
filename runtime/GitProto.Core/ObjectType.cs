namespace GitProto;

/// <summary>The four kinds of object; the values are those of a pack entry's header.</summary>
public enum ObjectType : byte
{
    /// <summary>No object.</summary>
    None = 0,

    /// <summary>A commit.</summary>
    Commit = 1,

    /// <summary>A tree.</summary>
    Tree = 2,

    /// <summary>A blob.</summary>
    Blob = 3,

    /// <summary>An annotated tag.</summary>
    Tag = 4,
}
