namespace GitProto.Storage;

/// <summary>How much of a commit is known.</summary>
internal enum CommitState : byte
{
    /// <summary>Its id only.</summary>
    Named,

    /// <summary>Time and parents.</summary>
    Loaded,

    /// <summary>It is not in the store, or is no commit.</summary>
    Missing,
}
