namespace GitProto.Storage;

/// <summary>A ref as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">The object it leads to, through any symbolic refs; null if it leads to a ref that does not exist yet (unborn).</param>
/// <param name="SymbolicTarget">For a symbolic ref, the last name of the chain it begins; null for others.</param>
public sealed record Ref(RefName Name, ObjectId? Target, RefName? SymbolicTarget = null)
{
    /// <summary>True if the ref points to another ref.</summary>
    public bool IsSymbolic => SymbolicTarget is not null;

    /// <summary>True if the ref points to a ref that does not exist yet, as HEAD of a new repository does.</summary>
    public bool IsUnborn => Target is null;
}
