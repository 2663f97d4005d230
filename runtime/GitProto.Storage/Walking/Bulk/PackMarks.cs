namespace GitProto.Storage;

/// <summary>What a bulk walk has met of an entry of a pack.</summary>
[Flags]
internal enum PackMarks : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is reached.</summary>
    Reached = 1,

    /// <summary>It is a tree whose entries are, or are about to be, reached.</summary>
    Entered = 2,
}
