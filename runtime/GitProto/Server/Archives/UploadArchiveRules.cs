namespace GitProto.Server;

/// <summary>What may be asked of <c>upload-archive</c>.</summary>
public sealed record UploadArchiveRules
{
    /// <summary>The defaults.</summary>
    public static UploadArchiveRules Default { get; } = new();

    /// <summary>
    /// Whether a tree may be named by the id of an object, whatever refs lead to it (<c>uploadarchive.allowUnreachable</c>). Default no: a tree is named by a ref,
    /// and perhaps a path behind a colon.
    /// </summary>
    public bool AllowUnreachable { get; init; }

    /// <summary>Bits taken from the modes in a tar, as <c>tar.umask</c>. Default octal 002.</summary>
    public int TarUmask { get; init; } = 2;

    /// <summary>
    /// Whether the config of a repository on disk counts over these rules: <c>uploadarchive.allowUnreachable</c>, <c>tar.umask</c>, <c>core.autocrlf</c>,
    /// <c>core.eol</c>, and <c>transfer.hideRefs</c> and <c>uploadpack.hideRefs</c>: what is hidden from fetches is hidden from archives. Nothing that names a command is ever read. Default yes.
    /// </summary>
    public bool UseRepositoryConfig { get; init; } = true;

    /// <summary>Entries of trees that are looked at for one archive, whether they end up in it or not. Default 10 million.</summary>
    public long MaxEntries { get; init; } = 10_000_000;

    /// <summary>How deep directories may nest. Default 2,048, as git's <c>core.maxTreeDepth</c>.</summary>
    public int MaxTreeDepth { get; init; } = 2048;

    /// <summary>Bytes of one path. Default 16,384.</summary>
    public int MaxPathLength { get; init; } = 16_384;

    /// <summary>
    /// Bytes of a file that has to be in memory as a whole while it is written: attributes or config change it, the repository keeps it as a delta, or its store holds
    /// everything in memory. Any other comes in pieces, and has no
    /// bound. Default 1 GiB.
    /// </summary>
    public long MaxFileSize { get; init; } = 1L << 30;

    /// <summary>Lines of attribute files that bear on archives. Default 100,000.</summary>
    public int MaxAttributeRules { get; init; } = 100_000;

    /// <summary>Texts that <c>export-subst</c> may put into one archive. Default 10,000.</summary>
    public int MaxSubstitutions { get; init; } = 10_000;
}
