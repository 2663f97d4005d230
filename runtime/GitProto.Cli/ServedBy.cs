namespace GitProto.Cli;

/// <summary>Which program of the other side a command talks to.</summary>
internal enum ServedBy
{
    /// <summary>The one that sends objects.</summary>
    UploadPack,

    /// <summary>The one that takes pushes.</summary>
    ReceivePack,

    /// <summary>The one that makes archives.</summary>
    UploadArchive,
}
