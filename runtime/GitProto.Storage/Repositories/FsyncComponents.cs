namespace GitProto.Storage;

/// <summary>The parts of a repository that can be flushed to the disk before they take effect, as <c>core.fsync</c> names them. What is not may be lost, or empty, after a power cut.</summary>
/// <remarks>Source: git-config <c>core.fsync</c>; write-or-die.h.</remarks>
[Flags]
public enum FsyncComponents
{
    /// <summary>Nothing is flushed.</summary>
    None = 0,

    /// <summary><c>loose-object</c>: objects in files of their own.</summary>
    LooseObject = 1,

    /// <summary><c>pack</c>: packs.</summary>
    Pack = 2,

    /// <summary><c>pack-metadata</c>: the indexes of packs, forward and reverse.</summary>
    PackMetadata = 4,

    /// <summary><c>reference</c>: refs, loose and packed, and what is kept beside them: the boundary of history, <c>FETCH_HEAD</c>.</summary>
    Reference = 8,

    /// <summary>What is flushed where nobody says otherwise: what git flushes then, packs and their indexes, and refs besides.</summary>
    Default = Pack | PackMetadata | Reference,

    /// <summary><c>all</c>.</summary>
    All = LooseObject | Default,
}
