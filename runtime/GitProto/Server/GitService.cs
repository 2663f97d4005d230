namespace GitProto.Server;

/// <summary>What a client may ask of a repository. The words for these are the spec's.</summary>
public enum GitService
{
    /// <summary>Listing refs and getting objects.</summary>
    UploadPack,

    /// <summary>Changing refs and sending objects.</summary>
    ReceivePack,

    /// <summary>Getting an archive of a tree.</summary>
    UploadArchive,
}
