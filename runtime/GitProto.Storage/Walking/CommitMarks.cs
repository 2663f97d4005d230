namespace GitProto.Storage;

/// <summary>Marks that walks set on commits; each walk gives its own meaning to the ones it uses.</summary>
[Flags]
internal enum CommitMarks : byte
{
    /// <summary>No mark.</summary>
    None = 0,

    /// <summary>It was put in the queue.</summary>
    Seen = 1,

    /// <summary>It was taken from the queue.</summary>
    Done = 2,

    /// <summary>The other side has it, and all that it reaches.</summary>
    Common = 4,

    /// <summary>The other side named it, so it has it, but must be told that we have it.</summary>
    Advertised = 8,

    /// <summary>A commit that is being looked for.</summary>
    Goal = 16,
}
