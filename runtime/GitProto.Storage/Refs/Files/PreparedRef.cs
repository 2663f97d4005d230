namespace GitProto.Storage;

/// <summary>An update that only has to be made.</summary>
/// <param name="Update">What to do.</param>
/// <param name="Name">The ref it is done to, at the end of symbolic ones.</param>
/// <param name="File">Its own file with the lock held; null if it lives in <c>packed-refs</c> alone.</param>
internal sealed record PreparedRef(RefUpdate Update, RefName Name, LockedRefFile? File)
{
    /// <summary>The symbolic refs that lead to it and whose logs tell of the change, too.</summary>
    public IReadOnlyList<RefName> Via { get; init; } = [];
}
