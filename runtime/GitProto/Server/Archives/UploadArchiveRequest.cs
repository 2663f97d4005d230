namespace GitProto.Server;

/// <summary>How one client that wants an archive is to be served.</summary>
public sealed record UploadArchiveRequest
{
    /// <summary>Says which refs this client may not name, besides those that are hidden from all. Null hides none.</summary>
    public Func<RefName, bool>? Hides { get; init; }
}
