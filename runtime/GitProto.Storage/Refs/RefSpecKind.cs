namespace GitProto.Storage;

/// <summary>What a refspec is for; the two kinds allow different sides to be empty.</summary>
internal enum RefSpecKind
{
    /// <summary>From a remote repository.</summary>
    Fetch,

    /// <summary>To a remote repository.</summary>
    Push,
}
