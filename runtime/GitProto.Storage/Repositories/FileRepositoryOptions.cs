namespace GitProto.Storage;

/// <summary>How a repository on disk is used.</summary>
public sealed record FileRepositoryOptions
{
    /// <summary>The defaults.</summary>
    public static FileRepositoryOptions Default { get; } = new();

    /// <summary>
    /// The directories in which everything must lie that the repository leads to: what a <c>.git</c> file names, shared directories, alternates, and
    /// what links among these resolve to. What is read, and logs of refs, are looked at again once they are open; objects, packs and locks are written through a directory that is held
    /// open, so that links that come between do not lead elsewhere. Directories are made, and refs and logs deleted, by their paths. Where a system cannot tell where an open file is
    /// (all but Linux), its path is looked at once more. Null: anywhere.
    /// </summary>
    public IReadOnlyList<string>? AllowedRoots { get; init; }

    /// <summary>Whose repository it may be; those that it borrows from are not asked. Null, the default: anybody's.</summary>
    public RepositoryOwners? Owners { get; init; }

    /// <summary>The part of the refs that clients see. Null, the default: all.</summary>
    public RefNamespace? Namespace { get; init; }

    /// <summary>Takes the path as it stands, and does not try <c>PATH/.git</c>, <c>PATH.git</c> and <c>PATH.git/.git</c>.</summary>
    public bool Strict { get; init; }

    /// <summary>How long a lock of another process is waited for.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Who changes refs, and when, for their logs; it gets the config of the repository. Null, the default: what that says (<c>committer.name</c>, <c>user.name</c> and the addresses), or
    /// else the user of the process.
    /// </summary>
    public Func<RepositoryConfig, Signature>? Committer { get; init; }

    /// <summary>What is flushed to the disk before it takes effect; null, the default, for what the config says (<c>core.fsync</c>), or else <see cref="FsyncComponents.Default"/>.</summary>
    public FsyncComponents? Fsync { get; init; }

    /// <summary>What the config of the repository says of it.</summary>
    internal SharedAccess Shared { get; init; }

    /// <summary>What is flushed.</summary>
    internal FsyncComponents Flushed => Fsync ?? FsyncComponents.Default;

    /// <summary>How many levels of alternates are followed.</summary>
    public int MaxAlternateDepth { get; init; } = 5;
}
